-- Who may look at the register's pages, what follows from the statements, erasures. The same tables as in
-- ../register-sqlite.

-- Found by what is typed at sign-in, before anybody knows the school. `school_id` is missing for a trust: all schools.
CREATE TABLE accounts (
    account_id  TEXT NOT NULL,
    login       TEXT NOT NULL,
    name        TEXT NOT NULL,
    role        TEXT NOT NULL CHECK (role IN ('teacher', 'office', 'dsl', 'head', 'trust')),
    school_id   TEXT REFERENCES schools (school_id),
    -- Argon2id, as a PHC string.
    password    TEXT NOT NULL,
    -- 1 while the password is one that somebody else has seen.
    must_change BIGINT NOT NULL CHECK (must_change IN (0, 1)),
    made_ms     BIGINT NOT NULL,
    disabled_ms BIGINT,
    PRIMARY KEY (account_id),
    UNIQUE (login),
    CHECK ((role = 'trust') = (school_id IS NULL))
);

CREATE INDEX accounts_by_school ON accounts (school_id, login);

CREATE TABLE account_classes (
    school_id  TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES accounts (account_id),
    class_id   TEXT NOT NULL,
    PRIMARY KEY (school_id, account_id, class_id)
);

-- `session` is the hash of what the browser holds.
CREATE TABLE web_sessions (
    session    BYTEA NOT NULL CHECK (length(session) = 32),
    account_id TEXT NOT NULL REFERENCES accounts (account_id),
    made_ms    BIGINT NOT NULL,
    seen_ms    BIGINT NOT NULL,
    PRIMARY KEY (session)
);

CREATE INDEX web_sessions_by_account ON web_sessions (account_id);

-- Who looked at and changed what. `subject` is an identifier, never a child's name. Without a school: the register itself.
CREATE TABLE trail (
    school_id TEXT NOT NULL,
    at_ms     BIGINT NOT NULL,
    entry_id  TEXT NOT NULL,
    account   TEXT NOT NULL,
    action    TEXT NOT NULL,
    subject   TEXT NOT NULL,
    PRIMARY KEY (school_id, at_ms, entry_id)
);

CREATE FUNCTION written_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what is written here stays';
END
$$;

CREATE TRIGGER trail_is_not_changed BEFORE UPDATE ON trail
FOR EACH ROW EXECUTE FUNCTION written_stays();

CREATE TRIGGER trail_is_not_removed BEFORE DELETE ON trail
FOR EACH ROW EXECUTE FUNCTION written_stays();

-- From here to `derived`: what follows from the statements, and can be made again from them.
--
-- Classes and pupils as the newest statement names them, or, where `roll` is 1, as the school's roll does.
CREATE TABLE known_classes (
    school_id  TEXT NOT NULL,
    class_id   TEXT NOT NULL,
    name       TEXT NOT NULL,
    year       BIGINT CHECK (year BETWEEN 0 AND 6),
    as_of_ms   BIGINT NOT NULL,
    as_of_leaf BIGINT NOT NULL,
    roll       BIGINT NOT NULL CHECK (roll IN (0, 1)),
    PRIMARY KEY (school_id, class_id)
);

CREATE TABLE known_pupils (
    school_id  TEXT NOT NULL,
    pupil_id   TEXT NOT NULL,
    class_id   TEXT NOT NULL,
    name       TEXT NOT NULL,
    as_of_ms   BIGINT NOT NULL,
    as_of_leaf BIGINT NOT NULL,
    roll       BIGINT NOT NULL CHECK (roll IN (0, 1)),
    PRIMARY KEY (school_id, pupil_id)
);

CREATE INDEX known_pupils_by_class ON known_pupils (school_id, class_id, pupil_id);

-- Where a child stands with an agreement: the newest version of it that they were asked under, the newest outcome under
-- that, and the newest that a mere “absent” or “not yet” does not take away.
CREATE TABLE standings (
    school_id      TEXT NOT NULL,
    pupil_id       TEXT NOT NULL,
    agreement_id   TEXT NOT NULL,
    version        BIGINT NOT NULL,
    last_outcome   TEXT NOT NULL,
    last_ms        BIGINT NOT NULL,
    last_leaf      BIGINT NOT NULL,
    strong_outcome TEXT,
    strong_ms      BIGINT,
    strong_leaf    BIGINT,
    PRIMARY KEY (school_id, pupil_id, agreement_id)
);

CREATE INDEX standings_by_version ON standings (school_id, agreement_id, version);

-- Which statements tell of a child.
CREATE TABLE mentions (
    school_id TEXT NOT NULL,
    pupil_id  TEXT NOT NULL,
    leaf      BIGINT NOT NULL,
    PRIMARY KEY (school_id, pupil_id, leaf)
);

-- Up to which size of the log the five above are made.
CREATE TABLE derived (
    school_id TEXT NOT NULL,
    log_size  BIGINT NOT NULL,
    PRIMARY KEY (school_id)
);

-- What people call a kiosk, and how long it said that its ledger was.
CREATE TABLE kiosk_notes (
    school_id TEXT NOT NULL,
    kiosk_id  TEXT NOT NULL,
    name      TEXT NOT NULL DEFAULT '',
    told      BIGINT NOT NULL DEFAULT 0,
    told_ms   BIGINT,
    PRIMARY KEY (school_id, kiosk_id),
    FOREIGN KEY (school_id, kiosk_id) REFERENCES kiosks (school_id, kiosk_id)
);

-- Erasures: signed by the register, entries of the log like statements. `pupil_id` says whom kiosks are to forget; it
-- is missing where a statement came without what tells of the child.
CREATE TABLE erasures (
    school_id TEXT NOT NULL REFERENCES schools (school_id),
    number    BIGINT NOT NULL CHECK (number > 0),
    leaf      BIGINT NOT NULL CHECK (leaf >= 0),
    hash      BYTEA NOT NULL CHECK (length(hash) = 32),
    jwt       TEXT NOT NULL,
    pupil_id  TEXT,
    at_ms     BIGINT NOT NULL,
    PRIMARY KEY (school_id, number)
);

CREATE UNIQUE INDEX erasures_by_leaf ON erasures (school_id, leaf);
CREATE INDEX erasures_by_pupil ON erasures (school_id, pupil_id);

CREATE TRIGGER erasures_are_not_changed BEFORE UPDATE ON erasures
FOR EACH ROW EXECUTE FUNCTION written_stays();

CREATE TRIGGER erasures_are_not_removed BEFORE DELETE ON erasures
FOR EACH ROW EXECUTE FUNCTION written_stays();

-- Statements that have come without what tells of the child, and that no erasure names yet. `pupil_id` where the register
-- itself took it away: it was erased before.
CREATE TABLE to_erase (
    school_id TEXT NOT NULL,
    leaf      BIGINT NOT NULL,
    pupil_id  TEXT,
    PRIMARY KEY (school_id, leaf)
);
