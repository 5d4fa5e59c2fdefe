-- expand
-- Step 1 of 2: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE c DROP CONSTRAINT c_a_id_fkey;

ALTER TABLE b DROP CONSTRAINT b_a_id_fkey;

DROP VIEW all_of;

ALTER TABLE a ALTER COLUMN id TYPE bigint;

ALTER TABLE b ALTER COLUMN a_id TYPE bigint;

ALTER TABLE c ALTER COLUMN a_id TYPE bigint;

CREATE VIEW all_of AS SELECT a.id, b.id AS b_id FROM a JOIN b ON b.a_id = a.id;

-- fill
-- Step 2 of 2: runs beside the code; each statement is a transaction of its own.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

ALTER TABLE b ADD CONSTRAINT b_a_id_fkey FOREIGN KEY (a_id) REFERENCES a (id) ON DELETE CASCADE NOT VALID;

ALTER TABLE c ADD CONSTRAINT c_a_id_fkey FOREIGN KEY (a_id) REFERENCES a (id) NOT VALID;

ALTER TABLE b VALIDATE CONSTRAINT b_a_id_fkey;

ALTER TABLE c VALIDATE CONSTRAINT c_a_id_fkey;

