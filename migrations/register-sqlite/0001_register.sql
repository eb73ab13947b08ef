-- The register's database. The same tables as in ../register-postgres; `school_id` stands first in every key and index, so
-- that schools can be parted. Truth is `statements`; the log's tiles can be made again from their hashes and leaves.

CREATE TABLE schools (
    school_id TEXT NOT NULL,
    name      TEXT NOT NULL,
    made_ms   INTEGER NOT NULL,
    -- How many entries the school's log has. Whoever adds to the log holds this row.
    log_size  INTEGER NOT NULL DEFAULT 0 CHECK (log_size >= 0),
    PRIMARY KEY (school_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE kiosks (
    school_id   TEXT NOT NULL REFERENCES schools (school_id),
    kiosk_id    TEXT NOT NULL,
    jwk         TEXT NOT NULL,
    enrolled_ms INTEGER NOT NULL,
    revoked_ms  INTEGER,
    seen_ms     INTEGER,
    -- The highest number of a statement, and since when two have the same one.
    newest      INTEGER NOT NULL DEFAULT 0,
    forked_ms   INTEGER,
    PRIMARY KEY (school_id, kiosk_id)
) STRICT, WITHOUT ROWID;

-- `secret` is gone once the ticket is used: `kiosk_id` says by whom.
CREATE TABLE tickets (
    school_id  TEXT NOT NULL REFERENCES schools (school_id),
    ticket     TEXT NOT NULL,
    secret     BLOB NOT NULL,
    made_ms    INTEGER NOT NULL,
    expires_ms INTEGER NOT NULL,
    kiosk_id   TEXT,
    PRIMARY KEY (school_id, ticket)
) STRICT, WITHOUT ROWID;

-- Requests that were carried out and could be sent again, until they are too old for that.
CREATE TABLE requests (
    school_id TEXT NOT NULL REFERENCES schools (school_id),
    kiosk_id  TEXT NOT NULL,
    once      BLOB NOT NULL CHECK (length(once) = 16),
    until_s   INTEGER NOT NULL,
    PRIMARY KEY (school_id, kiosk_id, once)
) STRICT, WITHOUT ROWID;

CREATE INDEX requests_by_age ON requests (school_id, until_s);

-- The exact bytes that were signed. Two rows with one number are a fork: both stay. `disclosures` are joined by `~` and
-- grow fewer when a child is erased; nothing else ever changes.
CREATE TABLE statements (
    school_id   TEXT NOT NULL,
    kiosk_id    TEXT NOT NULL,
    sequence    INTEGER NOT NULL CHECK (sequence > 0),
    hash        BLOB NOT NULL CHECK (length(hash) = 32),
    jwt         TEXT NOT NULL,
    disclosures TEXT NOT NULL,
    received_ms INTEGER NOT NULL,
    leaf        INTEGER NOT NULL CHECK (leaf >= 0),
    forked      INTEGER NOT NULL CHECK (forked IN (0, 1)),
    PRIMARY KEY (school_id, kiosk_id, sequence, hash),
    FOREIGN KEY (school_id, kiosk_id) REFERENCES kiosks (school_id, kiosk_id)
) STRICT;

CREATE UNIQUE INDEX statements_by_leaf ON statements (school_id, leaf);

CREATE TRIGGER statements_are_not_changed BEFORE UPDATE OF
    school_id, kiosk_id, sequence, hash, jwt, received_ms, leaf, forked ON statements
BEGIN
    SELECT RAISE(ABORT, 'a statement cannot be changed');
END;

CREATE TRIGGER statements_are_not_removed BEFORE DELETE ON statements
BEGIN
    SELECT RAISE(ABORT, 'a statement cannot be removed');
END;

-- The log's Merkle tree as C2SP tlog-tiles has it: 256 hashes a tile, the last of each level not full.
CREATE TABLE log_tiles (
    school_id TEXT NOT NULL REFERENCES schools (school_id),
    level     INTEGER NOT NULL CHECK (level BETWEEN 0 AND 7),
    place     INTEGER NOT NULL CHECK (place >= 0),
    hashes    BLOB NOT NULL CHECK (length(hashes) % 32 = 0),
    PRIMARY KEY (school_id, level, place)
) STRICT, WITHOUT ROWID;
