-- What the register told this kiosk to do, and how far it is done.

-- The last order of each kind that was obeyed; the kiosk asks for those after it.
CREATE TABLE obeyed (
    school_id TEXT NOT NULL REFERENCES schools (school_id),
    kind      TEXT NOT NULL,
    number    INTEGER NOT NULL CHECK (number > 0),
    hash      BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (school_id, kind)
) STRICT, WITHOUT ROWID;

-- The register's signed word on every erasure that was obeyed. It names statements and nobody.
CREATE TABLE erasures (
    school_id TEXT NOT NULL REFERENCES schools (school_id),
    hash      BLOB NOT NULL CHECK (length(hash) = 32),
    jwt       TEXT NOT NULL,
    obeyed_ms INTEGER NOT NULL,
    PRIMARY KEY (school_id, hash)
) STRICT, WITHOUT ROWID;
