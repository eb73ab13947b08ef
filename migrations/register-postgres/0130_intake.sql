-- A statement of the usual length stands in its row as it is. PostgreSQL tries to pack whatever is longer than 2 KB, which
-- signatures and salts do not reward, and that took two fifths of the time that such a row took. Hashes cannot be packed
-- at all.
ALTER TABLE statements SET (toast_tuple_target = 8160);
ALTER TABLE log_tiles ALTER COLUMN hashes SET STORAGE EXTERNAL;
