-- Agreements in the school's own words. A version is never changed: a change is the next version.

-- `body` is the version as JSON (domain::agreement_version). `staff_id` is who made it; none where the register sent it.
CREATE TABLE agreement_versions (
    school_id    TEXT NOT NULL REFERENCES schools (school_id),
    agreement_id TEXT NOT NULL,
    version      INTEGER NOT NULL CHECK (version > 0),
    body         TEXT NOT NULL CHECK (json_valid(body)),
    made_ms      INTEGER NOT NULL,
    staff_id     TEXT,
    PRIMARY KEY (school_id, agreement_id, version)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER agreement_versions_are_not_changed BEFORE UPDATE ON agreement_versions
BEGIN
    SELECT RAISE(ABORT, 'a version of an agreement cannot be changed');
END;

CREATE TRIGGER agreement_versions_are_not_removed BEFORE DELETE ON agreement_versions
BEGIN
    SELECT RAISE(ABORT, 'a version of an agreement cannot be removed');
END;

CREATE TRIGGER agreement_versions_are_not_replaced BEFORE INSERT ON agreement_versions
WHEN EXISTS (
    SELECT 1 FROM agreement_versions
    WHERE school_id = NEW.school_id AND agreement_id = NEW.agreement_id AND version = NEW.version)
BEGIN
    SELECT RAISE(ABORT, 'a version of an agreement cannot be replaced');
END;

-- Versions that were taken back before anybody had promised to them. Their numbers are not used again.
CREATE TABLE agreement_withdrawals (
    school_id    TEXT NOT NULL,
    agreement_id TEXT NOT NULL,
    version      INTEGER NOT NULL,
    at_ms        INTEGER NOT NULL,
    staff_id     TEXT,
    PRIMARY KEY (school_id, agreement_id, version),
    FOREIGN KEY (school_id, agreement_id, version)
        REFERENCES agreement_versions (school_id, agreement_id, version)
) STRICT, WITHOUT ROWID;

-- One draft an agreement. It may be changed and thrown away.
CREATE TABLE agreement_drafts (
    school_id    TEXT NOT NULL REFERENCES schools (school_id),
    agreement_id TEXT NOT NULL,
    body         TEXT NOT NULL CHECK (json_valid(body)),
    PRIMARY KEY (school_id, agreement_id)
) STRICT, WITHOUT ROWID;

-- What exactly was shown under a fingerprint, for as long as there are promises to it: for ever.
CREATE TABLE kept_words (
    school_id    TEXT NOT NULL REFERENCES schools (school_id),
    fingerprint  BLOB NOT NULL CHECK (length(fingerprint) = 32),
    agreement_id TEXT NOT NULL,
    version      INTEGER NOT NULL CHECK (version > 0),
    language     TEXT NOT NULL,
    canonical    TEXT NOT NULL,
    sentences    TEXT NOT NULL CHECK (json_valid(sentences)),
    PRIMARY KEY (school_id, fingerprint)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER kept_words_are_not_changed BEFORE UPDATE ON kept_words
BEGIN
    SELECT RAISE(ABORT, 'words that were shown cannot be changed');
END;

CREATE TRIGGER kept_words_are_not_removed BEFORE DELETE ON kept_words
BEGIN
    SELECT RAISE(ABORT, 'words that were shown cannot be removed');
END;

-- Every approval that was noted; the newest of a version stands in `approvals`.
CREATE TABLE approvals_noted (
    school_id    TEXT NOT NULL REFERENCES schools (school_id),
    entry        INTEGER NOT NULL,
    agreement_id TEXT NOT NULL,
    version      INTEGER NOT NULL CHECK (version > 0),
    approved_by  TEXT NOT NULL,
    approved_on  TEXT NOT NULL,
    review_by    TEXT NOT NULL,
    at_ms        INTEGER NOT NULL,
    staff_id     TEXT,
    PRIMARY KEY (school_id, entry)
) STRICT, WITHOUT ROWID;
