-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

RENAME TABLE a TO c;

-- LOCK: nobody writes to c while it is copied for `MODIFY COLUMN id bigint NOT NULL`.
ALTER TABLE c MODIFY COLUMN id bigint NOT NULL;

CREATE TABLE d (
  id int NOT NULL,
  PRIMARY KEY (id)
);

-- DANGER: every row of b is lost.
DROP TABLE b;

