-- With everything in it that a class's page reads: SQLite otherwise walks through all pupils of the school, since by its
-- own reckoning the primary key's first column is as good. PostgreSQL counts, and does not.
DROP INDEX known_pupils_by_class;
CREATE INDEX known_pupils_by_class ON known_pupils (school_id, class_id, pupil_id, name, roll, as_of_ms);
