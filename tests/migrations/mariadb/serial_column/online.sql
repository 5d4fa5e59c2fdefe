-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

-- LOCK: nobody writes to t during `ADD COLUMN id bigint unsigned NOT NULL AUTO_INCREMENT`.
ALTER TABLE t
  ADD COLUMN id bigint unsigned NOT NULL AUTO_INCREMENT,
  ADD UNIQUE INDEX id (id);

