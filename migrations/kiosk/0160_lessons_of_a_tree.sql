-- The lessons that are played with an open tree, one after the other; gone with it. There was one at most before.
CREATE TABLE open_tree_lessons (
    school_id  TEXT NOT NULL,
    session_id TEXT NOT NULL,
    place      INTEGER NOT NULL,
    lesson_id  TEXT NOT NULL,
    PRIMARY KEY (school_id, session_id, place),
    FOREIGN KEY (school_id, session_id) REFERENCES open_trees (school_id, session_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

INSERT INTO open_tree_lessons (school_id, session_id, place, lesson_id)
SELECT school_id, session_id, 0, lesson_id FROM open_trees WHERE lesson_id IS NOT NULL;

ALTER TABLE open_trees DROP COLUMN lesson_id;
