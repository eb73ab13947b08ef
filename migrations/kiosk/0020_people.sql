-- A correction takes an outcome back: derived from the statement of that number, like the row itself.
ALTER TABLE outcomes ADD COLUMN corrected_by INTEGER;

-- Who helps which child of the open tree; gone with it. What is said of it for ever is in the statement.
CREATE TABLE open_tree_helpers (
    school_id  TEXT NOT NULL,
    session_id TEXT NOT NULL,
    pupil_id   TEXT NOT NULL,
    staff_id   TEXT NOT NULL,
    PRIMARY KEY (school_id, session_id, pupil_id),
    FOREIGN KEY (school_id, session_id) REFERENCES open_trees (school_id, session_id) ON DELETE CASCADE,
    FOREIGN KEY (school_id, pupil_id) REFERENCES pupils (school_id, pupil_id),
    FOREIGN KEY (school_id, staff_id) REFERENCES staff (school_id, staff_id)
) STRICT, WITHOUT ROWID;

-- That the teacher has talked with a child who was not sure yet, by the statement that says so. Never what about.
CREATE TABLE talks (
    school_id TEXT NOT NULL,
    kiosk_id  TEXT NOT NULL,
    sequence  INTEGER NOT NULL,
    at_ms     INTEGER NOT NULL,
    PRIMARY KEY (school_id, kiosk_id, sequence),
    FOREIGN KEY (school_id, kiosk_id, sequence) REFERENCES statements (school_id, kiosk_id, sequence)
) STRICT, WITHOUT ROWID;
