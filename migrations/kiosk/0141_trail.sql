-- What was done is the name of a message and what is filled into it (JSON), said in the reader's own language. Lines from
-- before have no values: they stand as they were written.
ALTER TABLE audit ADD COLUMN filled TEXT CHECK (filled IS NULL OR json_valid(filled));
