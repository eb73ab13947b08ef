-- Colleagues whom the register has let in or shut out: what it last said of each, so that an older word changes nothing. `public`,
-- `salt` and `cost` (Argon2id's memory in KiB, passes and lanes) are of the key that the database key is to be sealed to; none where
-- they are shut out. `why` says why that was not done yet; it is tried again after every sync.
CREATE TABLE school_staff (
    school_id TEXT NOT NULL REFERENCES schools (school_id),
    staff_id  TEXT NOT NULL,
    at_ms     INTEGER NOT NULL,
    name      TEXT NOT NULL,
    initials  TEXT NOT NULL,
    role      TEXT NOT NULL CHECK (role IN ('teacher', 'office', 'dsl', 'head')),
    public    BLOB CHECK (public IS NULL OR length(public) = 32),
    salt      BLOB CHECK (salt IS NULL OR length(salt) = 16),
    cost      TEXT,
    why       TEXT,
    PRIMARY KEY (school_id, staff_id)
) STRICT, WITHOUT ROWID;
