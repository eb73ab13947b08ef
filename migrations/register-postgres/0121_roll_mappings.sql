-- Which column of the office's list holds what, by its headings, as people at the school have said it: JSON. The same table as
-- in ../register-sqlite.
CREATE TABLE roll_mappings (
    school_id TEXT NOT NULL,
    mappings  TEXT NOT NULL,
    PRIMARY KEY (school_id)
);
