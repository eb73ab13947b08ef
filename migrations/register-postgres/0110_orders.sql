-- What kiosks are told beside erasures and the roll: agreement versions, colleagues, settings. Each is signed when it is decided
-- and travels as it stands here; `number` counts within a kind. The same table as in ../register-sqlite.
CREATE TABLE orders (
    school_id TEXT NOT NULL REFERENCES schools (school_id),
    kind      TEXT NOT NULL,
    number    BIGINT NOT NULL CHECK (number > 0),
    hash      BYTEA NOT NULL CHECK (length(hash) = 32),
    jwt       TEXT NOT NULL,
    at_ms     BIGINT NOT NULL,
    PRIMARY KEY (school_id, kind, number)
);

CREATE TRIGGER orders_are_not_changed BEFORE UPDATE ON orders
FOR EACH ROW EXECUTE FUNCTION written_stays();

CREATE TRIGGER orders_are_not_removed BEFORE DELETE ON orders
FOR EACH ROW EXECUTE FUNCTION written_stays();
