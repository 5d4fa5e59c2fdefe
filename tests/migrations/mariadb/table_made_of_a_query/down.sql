-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE b
  DROP PRIMARY KEY,
  MODIFY COLUMN n varchar NOT NULL;
