-- The register's database. The same tables as in ../register-sqlite; `school_id` stands first in every key and index, so
-- that schools can be parted. Truth is `statements`; the log's tiles can be made again from their hashes and leaves.

CREATE TABLE schools (
    school_id TEXT NOT NULL,
    name      TEXT NOT NULL,
    made_ms   BIGINT NOT NULL,
    -- How many entries the school's log has. Whoever adds to the log holds this row.
    log_size  BIGINT NOT NULL DEFAULT 0 CHECK (log_size >= 0),
    PRIMARY KEY (school_id)
);

CREATE TABLE kiosks (
    school_id   TEXT NOT NULL REFERENCES schools (school_id),
    kiosk_id    TEXT NOT NULL,
    jwk         TEXT NOT NULL,
    enrolled_ms BIGINT NOT NULL,
    revoked_ms  BIGINT,
    seen_ms     BIGINT,
    -- The highest number of a statement, and since when two have the same one.
    newest      BIGINT NOT NULL DEFAULT 0,
    forked_ms   BIGINT,
    PRIMARY KEY (school_id, kiosk_id)
);

-- `secret` is gone once the ticket is used: `kiosk_id` says by whom.
CREATE TABLE tickets (
    school_id  TEXT NOT NULL REFERENCES schools (school_id),
    ticket     TEXT NOT NULL,
    secret     BYTEA NOT NULL,
    made_ms    BIGINT NOT NULL,
    expires_ms BIGINT NOT NULL,
    kiosk_id   TEXT,
    PRIMARY KEY (school_id, ticket)
);

-- Requests that were carried out and could be sent again, until they are too old for that.
CREATE TABLE requests (
    school_id TEXT NOT NULL REFERENCES schools (school_id),
    kiosk_id  TEXT NOT NULL,
    once      BYTEA NOT NULL CHECK (length(once) = 16),
    until_s   BIGINT NOT NULL,
    PRIMARY KEY (school_id, kiosk_id, once)
);

CREATE INDEX requests_by_age ON requests (school_id, until_s);

-- The exact bytes that were signed. Two rows with one number are a fork: both stay. `disclosures` are joined by `~` and
-- grow fewer when a child is erased; nothing else ever changes.
CREATE TABLE statements (
    school_id   TEXT NOT NULL,
    kiosk_id    TEXT NOT NULL,
    sequence    BIGINT NOT NULL CHECK (sequence > 0),
    hash        BYTEA NOT NULL CHECK (length(hash) = 32),
    jwt         TEXT NOT NULL,
    disclosures TEXT NOT NULL,
    received_ms BIGINT NOT NULL,
    leaf        BIGINT NOT NULL CHECK (leaf >= 0),
    forked      BIGINT NOT NULL CHECK (forked IN (0, 1)),
    PRIMARY KEY (school_id, kiosk_id, sequence, hash),
    FOREIGN KEY (school_id, kiosk_id) REFERENCES kiosks (school_id, kiosk_id)
);

CREATE UNIQUE INDEX statements_by_leaf ON statements (school_id, leaf);

CREATE FUNCTION statements_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a statement can be neither changed nor removed';
END
$$;

CREATE TRIGGER statements_are_not_changed BEFORE UPDATE OF
    school_id, kiosk_id, sequence, hash, jwt, received_ms, leaf, forked ON statements
FOR EACH ROW EXECUTE FUNCTION statements_stay();

CREATE TRIGGER statements_are_not_removed BEFORE DELETE ON statements
FOR EACH ROW EXECUTE FUNCTION statements_stay();

-- The log's Merkle tree as C2SP tlog-tiles has it: 256 hashes a tile, the last of each level not full.
CREATE TABLE log_tiles (
    school_id TEXT NOT NULL REFERENCES schools (school_id),
    level     BIGINT NOT NULL CHECK (level BETWEEN 0 AND 7),
    place     BIGINT NOT NULL CHECK (place >= 0),
    hashes    BYTEA NOT NULL CHECK (length(hashes) % 32 = 0),
    PRIMARY KEY (school_id, level, place)
);
