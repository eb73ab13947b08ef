-- The lesson that is played with an open tree, and who has played one to its end. Never an answer.
ALTER TABLE open_trees ADD COLUMN lesson_id TEXT;

CREATE TABLE lessons_finished (
    school_id TEXT NOT NULL,
    pupil_id  TEXT NOT NULL,
    lesson_id TEXT NOT NULL,
    at_ms     INTEGER NOT NULL,
    PRIMARY KEY (school_id, pupil_id, lesson_id),
    FOREIGN KEY (school_id, pupil_id) REFERENCES pupils (school_id, pupil_id)
) STRICT, WITHOUT ROWID;
