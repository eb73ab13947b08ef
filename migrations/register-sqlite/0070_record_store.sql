-- What went out to a learning record store. The same tables as in ../register-postgres.

-- `sent`: entries of the school's log below it are settled with that store. `sending`: entries below it may have reached
-- it already, whatever came back. `home` is the beginning of every address in what is sent, kept so that a child stays
-- the same child there when the register moves.
CREATE TABLE record_stores (
    school_id TEXT NOT NULL REFERENCES schools (school_id),
    store     TEXT NOT NULL,
    home      TEXT NOT NULL,
    sent      INTEGER NOT NULL DEFAULT 0 CHECK (sent >= 0),
    sending   INTEGER NOT NULL DEFAULT 0 CHECK (sending >= sent),
    PRIMARY KEY (school_id, store)
) STRICT, WITHOUT ROWID;

-- Statements that need not be taken back there (any more): they told of nobody when their turn came, or were voided.
CREATE TABLE record_store_gone (
    school_id TEXT NOT NULL,
    store     TEXT NOT NULL,
    leaf      INTEGER NOT NULL,
    PRIMARY KEY (school_id, store, leaf)
) STRICT, WITHOUT ROWID;
