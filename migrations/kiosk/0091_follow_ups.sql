-- What was done after a rule was broken. Private to whoever noted it and to those who lead; gone after a set time, or with
-- the child. Never in a statement, never sent.
CREATE TABLE follow_ups (
    school_id TEXT NOT NULL,
    follow_up INTEGER NOT NULL CHECK (follow_up > 0),
    pupil_id  TEXT NOT NULL,
    rule_id   TEXT NOT NULL,
    step      INTEGER NOT NULL CHECK (step BETWEEN 1 AND 3),
    note      TEXT NOT NULL CHECK (length(note) <= 140),
    staff_id  TEXT,
    at_ms     INTEGER NOT NULL,
    PRIMARY KEY (school_id, follow_up),
    FOREIGN KEY (school_id, pupil_id) REFERENCES pupils (school_id, pupil_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX follow_ups_by_pupil ON follow_ups (school_id, pupil_id);
