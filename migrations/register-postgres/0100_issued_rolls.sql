-- The school's roll as kiosks are told of it: its text, with a version that only grows (milliseconds since 1970, or one more
-- than the last). `strangers`: how many children beside it the register knew when it last looked whether one of them is on
-- it. The same table as in ../register-sqlite.
CREATE TABLE issued_rolls (
    school_id TEXT NOT NULL,
    version   BIGINT NOT NULL CHECK (version > 0),
    hash      BYTEA NOT NULL CHECK (length(hash) = 32),
    roll      TEXT NOT NULL,
    strangers BIGINT NOT NULL,
    PRIMARY KEY (school_id)
);
