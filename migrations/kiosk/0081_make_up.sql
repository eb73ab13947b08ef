-- Whom the open tree is for, where it is a session for some children only; gone with it. No row: for everybody.
CREATE TABLE open_tree_only (
    school_id  TEXT NOT NULL,
    session_id TEXT NOT NULL,
    pupil_id   TEXT NOT NULL,
    PRIMARY KEY (school_id, session_id, pupil_id),
    FOREIGN KEY (school_id, session_id) REFERENCES open_trees (school_id, session_id) ON DELETE CASCADE,
    FOREIGN KEY (school_id, pupil_id) REFERENCES pupils (school_id, pupil_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
