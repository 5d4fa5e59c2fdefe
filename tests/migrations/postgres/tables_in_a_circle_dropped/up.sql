-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE a DROP CONSTRAINT a_b_fkey;

-- DANGER: every row of b is lost.
DROP TABLE b;

-- DANGER: every row of a is lost.
DROP TABLE a;
