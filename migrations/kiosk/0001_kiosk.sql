-- The kiosk's own database. `school_id` stands first in every key and index, as it does at the register, so that the same
-- rows can be sharded by school there. Truth is `statements` with `disclosures`; `outcomes` is derived and can be rebuilt.

CREATE TABLE schools (
    school_id TEXT NOT NULL,
    name      TEXT NOT NULL,
    PRIMARY KEY (school_id)
) STRICT, WITHOUT ROWID;

-- This kiosk's signing key: one row.
CREATE TABLE kiosk (
    school_id TEXT NOT NULL REFERENCES schools (school_id),
    kiosk_id  TEXT NOT NULL,
    seed      BLOB NOT NULL CHECK (length(seed) = 32),
    made_ms   INTEGER NOT NULL,
    PRIMARY KEY (school_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE classes (
    school_id TEXT NOT NULL REFERENCES schools (school_id),
    class_id  TEXT NOT NULL,
    name      TEXT NOT NULL,
    year      INTEGER NOT NULL CHECK (year BETWEEN 0 AND 6),
    PRIMARY KEY (school_id, class_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE pupils (
    school_id   TEXT NOT NULL,
    pupil_id    TEXT NOT NULL,
    class_id    TEXT NOT NULL,
    given_name  TEXT NOT NULL,
    family_name TEXT NOT NULL,
    PRIMARY KEY (school_id, pupil_id),
    FOREIGN KEY (school_id, class_id) REFERENCES classes (school_id, class_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX pupils_by_class ON pupils (school_id, class_id);

-- `pin_hash` is a PHC string (Argon2id), absent for staff who cannot unlock this kiosk.
CREATE TABLE staff (
    school_id TEXT NOT NULL REFERENCES schools (school_id),
    staff_id  TEXT NOT NULL,
    name      TEXT NOT NULL,
    role      TEXT NOT NULL CHECK (role IN ('teacher', 'lead')),
    pin_hash  TEXT,
    PRIMARY KEY (school_id, staff_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (
    school_id TEXT NOT NULL REFERENCES schools (school_id),
    name      TEXT NOT NULL,
    value     TEXT NOT NULL CHECK (json_valid(value)),
    PRIMARY KEY (school_id, name)
) STRICT, WITHOUT ROWID;

-- Dates are ISO 8601 (`2026-09-01`).
CREATE TABLE approvals (
    school_id    TEXT NOT NULL REFERENCES schools (school_id),
    agreement_id TEXT NOT NULL,
    version      INTEGER NOT NULL CHECK (version > 0),
    approved_by  TEXT NOT NULL,
    approved_on  TEXT NOT NULL,
    review_by    TEXT NOT NULL,
    PRIMARY KEY (school_id, agreement_id, version)
) STRICT, WITHOUT ROWID;

-- The ledger: the exact bytes that were signed, never changed, never taken away, numbered without a gap.
CREATE TABLE statements (
    school_id TEXT NOT NULL REFERENCES schools (school_id),
    kiosk_id  TEXT NOT NULL,
    sequence  INTEGER NOT NULL CHECK (sequence > 0),
    kind      TEXT NOT NULL,
    hash      BLOB NOT NULL CHECK (length(hash) = 32),
    jwt       TEXT NOT NULL,
    PRIMARY KEY (school_id, kiosk_id, sequence)
) STRICT;

-- Also keeps INSERT OR REPLACE from taking a statement's place.
CREATE TRIGGER statements_follow_one_another BEFORE INSERT ON statements
WHEN NEW.sequence <> 1 + COALESCE(
    (SELECT MAX(sequence) FROM statements WHERE school_id = NEW.school_id AND kiosk_id = NEW.kiosk_id), 0)
BEGIN
    SELECT RAISE(ABORT, 'a statement must follow the last one');
END;

CREATE TRIGGER statements_are_not_changed BEFORE UPDATE ON statements
BEGIN
    SELECT RAISE(ABORT, 'a statement cannot be changed');
END;

CREATE TRIGGER statements_are_not_removed BEFORE DELETE ON statements
BEGIN
    SELECT RAISE(ABORT, 'a statement cannot be removed');
END;

-- What a statement's digests stand for. Destroying them erases a child and leaves the chain whole; changing them is
-- refused.
CREATE TABLE disclosures (
    school_id TEXT NOT NULL,
    kiosk_id  TEXT NOT NULL,
    sequence  INTEGER NOT NULL,
    place     INTEGER NOT NULL CHECK (place >= 0),
    text      TEXT NOT NULL,
    PRIMARY KEY (school_id, kiosk_id, sequence, place),
    FOREIGN KEY (school_id, kiosk_id, sequence) REFERENCES statements (school_id, kiosk_id, sequence)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER disclosures_are_not_changed BEFORE UPDATE ON disclosures
BEGIN
    SELECT RAISE(ABORT, 'a disclosure cannot be changed');
END;

CREATE TRIGGER disclosures_are_not_replaced BEFORE INSERT ON disclosures
WHEN EXISTS (
    SELECT 1 FROM disclosures
    WHERE school_id = NEW.school_id AND kiosk_id = NEW.kiosk_id AND sequence = NEW.sequence AND place = NEW.place)
BEGIN
    SELECT RAISE(ABORT, 'a disclosure cannot be replaced');
END;

-- Derived from the two tables above. Keyed by pupil first, so that a class's outcomes need no second index.
CREATE TABLE outcomes (
    school_id    TEXT NOT NULL,
    kiosk_id     TEXT NOT NULL,
    sequence     INTEGER NOT NULL,
    pupil_id     TEXT NOT NULL,
    agreement_id TEXT NOT NULL,
    version      INTEGER NOT NULL,
    outcome      TEXT NOT NULL,
    at_ms        INTEGER NOT NULL,
    PRIMARY KEY (school_id, pupil_id, kiosk_id, sequence),
    FOREIGN KEY (school_id, kiosk_id, sequence) REFERENCES statements (school_id, kiosk_id, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE open_trees (
    school_id    TEXT NOT NULL,
    session_id   TEXT NOT NULL,
    class_id     TEXT NOT NULL,
    agreement_id TEXT NOT NULL,
    version      INTEGER NOT NULL,
    witness_id   TEXT NOT NULL,
    opened_ms    INTEGER NOT NULL,
    PRIMARY KEY (school_id, session_id),
    FOREIGN KEY (school_id, class_id) REFERENCES classes (school_id, class_id),
    FOREIGN KEY (school_id, witness_id) REFERENCES staff (school_id, staff_id)
) STRICT, WITHOUT ROWID;

-- One tree at a time on one kiosk.
CREATE UNIQUE INDEX open_trees_one_at_a_time ON open_trees (school_id);

CREATE TABLE open_tree_absent (
    school_id  TEXT NOT NULL,
    session_id TEXT NOT NULL,
    pupil_id   TEXT NOT NULL,
    PRIMARY KEY (school_id, session_id, pupil_id),
    FOREIGN KEY (school_id, session_id) REFERENCES open_trees (school_id, session_id) ON DELETE CASCADE,
    FOREIGN KEY (school_id, pupil_id) REFERENCES pupils (school_id, pupil_id)
) STRICT, WITHOUT ROWID;

-- That somebody asked, never what about.
CREATE TABLE notes (
    school_id    TEXT NOT NULL,
    note         INTEGER NOT NULL,
    pupil_id     TEXT,
    session_id   TEXT NOT NULL,
    at_ms        INTEGER NOT NULL,
    kind         TEXT NOT NULL CHECK (kind IN ('asked-for-grown-up')),
    talked_at_ms INTEGER,
    PRIMARY KEY (school_id, note),
    FOREIGN KEY (school_id, pupil_id) REFERENCES pupils (school_id, pupil_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
    school_id TEXT NOT NULL REFERENCES schools (school_id),
    entry     INTEGER NOT NULL,
    at_ms     INTEGER NOT NULL,
    staff_id  TEXT,
    what      TEXT NOT NULL,
    PRIMARY KEY (school_id, entry)
) STRICT, WITHOUT ROWID;
