-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TYPE address RENAME ATTRIBUTE zip TO code;

CREATE OR REPLACE VIEW homes AS SELECT id, (home).code AS zip FROM t;
