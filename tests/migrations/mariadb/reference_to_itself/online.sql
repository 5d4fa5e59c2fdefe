-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t DROP FOREIGN KEY t_ibfk_1, ALGORITHM=INSTANT;

-- LOCK: nobody writes to t while it is copied for `MODIFY COLUMN up bigint`.
ALTER TABLE t
  MODIFY COLUMN id bigint NOT NULL,
  MODIFY COLUMN up bigint;

-- LOCK: nobody writes to t while it is copied for `ADD CONSTRAINT t_ibfk_1 FOREIGN KEY (up) REFERENCES t (id)`.
ALTER TABLE t
  DROP INDEX up,
  ADD INDEX up (up),
  ADD CONSTRAINT t_ibfk_1 FOREIGN KEY (up) REFERENCES t (id);

