-- What people have said of two identifiers. `same` 1: they are one child, whom two kiosks have recorded apart, and
-- `pupil_id` counts as `other_id` from now on. 0: they are two children of one name, `pupil_id` before `other_id`. The same
-- table as in ../register-postgres.
CREATE TABLE same_children (
    school_id TEXT NOT NULL,
    pupil_id  TEXT NOT NULL,
    other_id  TEXT NOT NULL,
    same      INTEGER NOT NULL CHECK (same IN (0, 1)),
    said_ms   INTEGER NOT NULL,
    PRIMARY KEY (school_id, pupil_id, other_id),
    CHECK (pupil_id <> other_id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX same_children_once ON same_children (school_id, pupil_id) WHERE same = 1;
CREATE INDEX same_children_by_other ON same_children (school_id, other_id);
