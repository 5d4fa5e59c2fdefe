-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE a RENAME CONSTRAINT a_pkey TO the_key;

ALTER TABLE a RENAME CONSTRAINT positive TO is_positive;

ALTER TABLE a RENAME CONSTRAINT only_once TO is_once;

ALTER TABLE b RENAME CONSTRAINT to_a TO b_refers_to_a;
