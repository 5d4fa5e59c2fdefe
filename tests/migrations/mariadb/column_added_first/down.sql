-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE notes
  DROP PRIMARY KEY,
  MODIFY COLUMN id int NOT NULL;

-- DANGER: every value of notes.id is lost.
ALTER TABLE notes DROP COLUMN id;
