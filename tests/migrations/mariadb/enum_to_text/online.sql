-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

-- LOCK: nobody writes to t while it is copied for `ADD CONSTRAINT CONSTRAINT_1 CHECK (state IN ('a', 'b', 'c'))`.
ALTER TABLE t
  MODIFY COLUMN state varchar(20) NOT NULL DEFAULT 'a',
  ADD CONSTRAINT CONSTRAINT_1 CHECK (state IN ('a', 'b', 'c'));

