-- Four roles instead of two. Whoever led may do as much as before: they are head now. A column in place of the other, since
-- a check cannot be changed and the table stands below others.
ALTER TABLE staff ADD COLUMN duty TEXT NOT NULL DEFAULT 'teacher' CHECK (duty IN ('teacher', 'office', 'dsl', 'head'));
UPDATE staff SET duty = 'head' WHERE role = 'lead';
ALTER TABLE staff DROP COLUMN role;
ALTER TABLE staff RENAME COLUMN duty TO role;
