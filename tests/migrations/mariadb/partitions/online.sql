-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

-- LOCK: nobody writes to t while it is copied for `MODIFY COLUMN a bigint`.
ALTER TABLE t
  MODIFY COLUMN a bigint,
  ADD COLUMN b int,
  ADD INDEX b (b);

CREATE TABLE u (
  id int NOT NULL,
  PRIMARY KEY (id)
) PARTITION BY RANGE (id) (PARTITION p0 VALUES LESS THAN (10), PARTITION p1 VALUES LESS THAN MAXVALUE);

