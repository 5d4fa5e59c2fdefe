-- expand
-- Step 1 of 2: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE notes DROP CONSTRAINT notes_user_id_fkey;

-- fill
-- Step 2 of 2: runs beside the code; each statement is a transaction of its own.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

ALTER TABLE notes ADD CONSTRAINT notes_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE SET NULL ON UPDATE CASCADE NOT VALID;

ALTER TABLE notes ADD CONSTRAINT notes_other_id_fkey FOREIGN KEY (other_id) REFERENCES users (id) DEFERRABLE INITIALLY DEFERRED NOT VALID;

ALTER TABLE notes VALIDATE CONSTRAINT notes_user_id_fkey;

ALTER TABLE notes VALIDATE CONSTRAINT notes_other_id_fkey;

