-- What kiosks are told beside erasures and the roll: agreement versions, colleagues, settings. Each is signed when it is decided
-- and travels as it stands here; `number` counts within a kind. The same table as in ../register-postgres.
CREATE TABLE orders (
    school_id TEXT NOT NULL REFERENCES schools (school_id),
    kind      TEXT NOT NULL,
    number    INTEGER NOT NULL CHECK (number > 0),
    hash      BLOB NOT NULL CHECK (length(hash) = 32),
    jwt       TEXT NOT NULL,
    at_ms     INTEGER NOT NULL,
    PRIMARY KEY (school_id, kind, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER orders_are_not_changed BEFORE UPDATE ON orders
BEGIN
    SELECT RAISE(ABORT, 'what is written here stays');
END;

CREATE TRIGGER orders_are_not_removed BEFORE DELETE ON orders
BEGIN
    SELECT RAISE(ABORT, 'what is written here stays');
END;
