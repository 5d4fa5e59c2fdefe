-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t RENAME COLUMN a TO b, ALGORITHM=INSTANT;

-- LOCK: nobody writes to t while it is copied for `MODIFY COLUMN b varchar(20) COLLATE latin1_bin DEFAULT 'x' COMMENT 'why' CHECK (b <> '')`.
ALTER TABLE t MODIFY COLUMN b varchar(20) COLLATE latin1_bin DEFAULT 'x' COMMENT 'why' CHECK (b <> '');

UPDATE t SET b = 'none' WHERE b IS NULL;

ALTER TABLE t
  DROP INDEX a,
  MODIFY COLUMN b varchar(20) COLLATE latin1_bin NOT NULL DEFAULT 'x' COMMENT 'why' CHECK (b <> ''),
  ADD UNIQUE INDEX b (b),
  ALGORITHM=INPLACE, LOCK=NONE;

