-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

-- LOCK: nobody writes to t while it is copied for `ADD COLUMN twice int GENERATED ALWAYS AS (a * 2) STORED COMMENT 'two of them' AFTER a`.
ALTER TABLE t
  ADD COLUMN twice int GENERATED ALWAYS AS (a * 2) STORED COMMENT 'two of them' AFTER a,
  ADD COLUMN name varchar(20) GENERATED ALWAYS AS (json_value(j, '$.name')) VIRTUAL AFTER twice,
  ADD UNIQUE INDEX name (name),
  ADD INDEX twice (twice, a);

