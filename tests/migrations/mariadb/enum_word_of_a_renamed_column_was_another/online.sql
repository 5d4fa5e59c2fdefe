-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t RENAME COLUMN state TO stage, ALGORITHM=INSTANT;

ALTER TABLE t MODIFY COLUMN stage enum('new', 'old', 'fresh', 'gone'), ALGORITHM=INSTANT;

UPDATE t SET stage = CASE stage WHEN 'new' THEN 'fresh' END WHERE stage IN ('new');

-- LOCK: nobody writes to t while it is copied for `MODIFY COLUMN stage enum('fresh','old','gone')`.
ALTER TABLE t MODIFY COLUMN stage enum('fresh','old','gone');

