-- Versions of agreements that the register has sent and that are not among this kiosk's yet: checked against the program's content
-- first. `words` is the fingerprint of the words as they were approved. `why` says why a version could not be taken so far.
CREATE TABLE agreement_offers (
    school_id    TEXT NOT NULL REFERENCES schools (school_id),
    agreement_id TEXT NOT NULL,
    version      INTEGER NOT NULL CHECK (version > 0),
    body         TEXT NOT NULL CHECK (json_valid(body)),
    words        BLOB NOT NULL CHECK (length(words) = 32),
    why          TEXT,
    PRIMARY KEY (school_id, agreement_id, version)
) STRICT, WITHOUT ROWID;
