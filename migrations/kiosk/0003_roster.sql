-- The roster comes in from the school's office again and again. A child who is not in it any more is never taken away:
-- a person marks them as left, and everything about them stays.
ALTER TABLE pupils ADD COLUMN left_ms INTEGER;

-- What other systems know a pupil by, so that they are found again whatever their name and class: `upn`, `oneroster`,
-- `mis.adno` … One number of a kind a pupil, one pupil a number.
CREATE TABLE pupil_numbers (
    school_id TEXT NOT NULL,
    numbering TEXT NOT NULL,
    number    TEXT NOT NULL,
    pupil_id  TEXT NOT NULL,
    PRIMARY KEY (school_id, numbering, number),
    FOREIGN KEY (school_id, pupil_id) REFERENCES pupils (school_id, pupil_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX pupil_numbers_by_pupil ON pupil_numbers (school_id, pupil_id, numbering);

-- `undo` is what the newest import changed, before and after, until the next import or until it is undone. It holds
-- names: whatever erases a child empties it too.
CREATE TABLE roster_imports (
    school_id TEXT NOT NULL REFERENCES schools (school_id),
    import    INTEGER NOT NULL CHECK (import > 0),
    at_ms     INTEGER NOT NULL,
    staff_id  TEXT,
    source    TEXT NOT NULL,
    undo      TEXT CHECK (undo IS NULL OR json_valid(undo)),
    undone_ms INTEGER,
    PRIMARY KEY (school_id, import)
) STRICT, WITHOUT ROWID;
