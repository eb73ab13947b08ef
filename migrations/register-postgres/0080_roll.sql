-- By which numbers the school's own system knows a child of the roll, so that the next list finds them again: the UPN and
-- the system's own. Only of children on the roll. The same table as in ../register-sqlite.
CREATE TABLE roll_numbers (
    school_id TEXT NOT NULL,
    pupil_id  TEXT NOT NULL,
    numbering TEXT NOT NULL,
    number    TEXT NOT NULL,
    PRIMARY KEY (school_id, pupil_id, numbering)
);
