-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

-- LOCK: nobody writes to t while it is copied for `MODIFY COLUMN id int NOT NULL`.
ALTER TABLE t
  DROP PRIMARY KEY,
  ADD COLUMN number bigint NOT NULL AUTO_INCREMENT FIRST,
  MODIFY COLUMN id int NOT NULL,
  ADD PRIMARY KEY (number);

-- DANGER: every value of t.id is lost.
ALTER TABLE t DROP COLUMN id, ALGORITHM=INSTANT;

