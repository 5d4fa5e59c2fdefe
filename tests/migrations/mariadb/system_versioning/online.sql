-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

-- LOCK: nobody writes to t while it is copied for `ADD SYSTEM VERSIONING`.
ALTER TABLE t ADD SYSTEM VERSIONING;

