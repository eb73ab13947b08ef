-- The school's roll as the register sent it last, one a school. It holds names: whoever erases a child takes them out of it
-- too. `joined`: whoever is new on it has been taken in. `settled`: a person has looked at the rest of it.
CREATE TABLE sent_rolls (
    school_id TEXT NOT NULL REFERENCES schools (school_id),
    version   INTEGER NOT NULL CHECK (version > 0),
    hash      BLOB NOT NULL CHECK (length(hash) = 32),
    roll      TEXT NOT NULL CHECK (json_valid(roll)),
    came_ms   INTEGER NOT NULL,
    joined    INTEGER NOT NULL DEFAULT 0 CHECK (joined IN (0, 1)),
    settled   INTEGER NOT NULL DEFAULT 0 CHECK (settled IN (0, 1)),
    PRIMARY KEY (school_id)
) STRICT, WITHOUT ROWID;
