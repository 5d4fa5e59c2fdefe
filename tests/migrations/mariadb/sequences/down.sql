-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER SEQUENCE a INCREMENT BY 2 CACHE 1000 NO MAXVALUE;

CREATE SEQUENCE gone;

ALTER TABLE t ALTER COLUMN id DROP DEFAULT;

-- DANGER: where the sequence b stands is lost.
DROP SEQUENCE b;
