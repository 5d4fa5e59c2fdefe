-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

-- LOCK: nobody writes to t while it is copied for `ADD CONSTRAINT more CHECK (c > 1)`.
ALTER TABLE t
  DROP CONSTRAINT named,
  DROP CONSTRAINT CONSTRAINT_2,
  MODIFY COLUMN id int NOT NULL,
  MODIFY COLUMN a int CHECK (a > -1),
  MODIFY COLUMN b int CHECK (b > 0),
  ADD CONSTRAINT named CHECK (b < 200),
  ADD CONSTRAINT more CHECK (c > 1);

