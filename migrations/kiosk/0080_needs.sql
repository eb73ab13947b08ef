-- What a child needs so that they can take part: special category data, so only what the screens act on, a row only for who
-- needs anything, never in a statement, a list or an export, and gone with the child.
CREATE TABLE pupil_needs (
    school_id TEXT NOT NULL,
    pupil_id  TEXT NOT NULL,
    bigger    INTEGER NOT NULL CHECK (bigger IN (0, 1)),
    calmer    INTEGER NOT NULL CHECK (calmer IN (0, 1)),
    stamp     INTEGER NOT NULL CHECK (stamp IN (0, 1)),
    helper_id TEXT,
    language  TEXT,
    PRIMARY KEY (school_id, pupil_id),
    FOREIGN KEY (school_id, pupil_id) REFERENCES pupils (school_id, pupil_id) ON DELETE CASCADE,
    FOREIGN KEY (school_id, helper_id) REFERENCES staff (school_id, staff_id)
) STRICT, WITHOUT ROWID;
