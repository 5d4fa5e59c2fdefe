-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t ADD COLUMN rowtype_new_done boolean;

-- DANGER: every value of t.done is computed anew, as done = 'yes'.
UPDATE t SET rowtype_new_done = done = 'yes';

ALTER TABLE t
  DROP INDEX by_done,
  DROP COLUMN done,
  CHANGE COLUMN rowtype_new_done done boolean NOT NULL DEFAULT false AFTER id,
  ADD INDEX by_done (done);
