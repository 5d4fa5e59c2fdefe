-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

-- LOCK: nobody writes to t while it is copied for `MODIFY COLUMN v varchar(30) GENERATED ALWAYS AS (concat(a, 'x')) VIRTUAL`.
ALTER TABLE t
  MODIFY COLUMN a bigint NOT NULL,
  MODIFY COLUMN s bigint GENERATED ALWAYS AS (a * 2) STORED,
  MODIFY COLUMN v varchar(30) GENERATED ALWAYS AS (concat(a, 'x')) VIRTUAL;

