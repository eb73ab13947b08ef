-- When the register last had everything: a kiosk that was switched off for the night still knows it.
ALTER TABLE register ADD COLUMN reached_ms INTEGER;
