-- The register that this kiosk is enrolled with, and what it has proven.

-- One row. `pin` is SHA-256 over the SubjectPublicKeyInfo of the register's TLS key. `checkpoint` is the newest signed
-- note that goes on from the one before.
CREATE TABLE register (
    school_id       TEXT NOT NULL REFERENCES schools (school_id),
    jwk             TEXT NOT NULL,
    address         TEXT NOT NULL,
    pin             BLOB NOT NULL CHECK (length(pin) = 32),
    register_school TEXT NOT NULL,
    name            TEXT NOT NULL,
    enrolled_ms     INTEGER NOT NULL,
    checkpoint      TEXT,
    PRIMARY KEY (school_id)
) STRICT, WITHOUT ROWID;

-- The signed notes that receipts lead to, by the size of the log.
CREATE TABLE checkpoints (
    school_id TEXT NOT NULL REFERENCES schools (school_id),
    log_size  INTEGER NOT NULL CHECK (log_size >= 0),
    note      TEXT NOT NULL,
    PRIMARY KEY (school_id, log_size)
) STRICT, WITHOUT ROWID;

-- `proof` is the audit path from the statement's leaf to the checkpoint's root, 32 bytes a hash.
CREATE TABLE receipts (
    school_id TEXT NOT NULL,
    kiosk_id  TEXT NOT NULL,
    sequence  INTEGER NOT NULL,
    leaf      INTEGER NOT NULL CHECK (leaf >= 0),
    log_size  INTEGER NOT NULL,
    proof     BLOB NOT NULL CHECK (length(proof) % 32 = 0),
    PRIMARY KEY (school_id, kiosk_id, sequence),
    FOREIGN KEY (school_id, kiosk_id, sequence) REFERENCES statements (school_id, kiosk_id, sequence),
    FOREIGN KEY (school_id, log_size) REFERENCES checkpoints (school_id, log_size)
) STRICT, WITHOUT ROWID;
