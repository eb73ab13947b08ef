-- That the register has shut this kiosk out, by its signed word: since when, and the word. Gone with the enrolment.
ALTER TABLE register ADD COLUMN shut_out_ms INTEGER;
ALTER TABLE register ADD COLUMN shut_out TEXT;
