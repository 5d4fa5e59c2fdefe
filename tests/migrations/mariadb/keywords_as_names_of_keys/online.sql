-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  DROP INDEX comment,
  DROP INDEX `using`,
  MODIFY COLUMN comment varchar(20) COMMENT 'key',
  ADD INDEX comment (comment, `key`),
  ADD INDEX `using` (`using`) USING HASH,
  ADD UNIQUE INDEX `unique` (`key`),
  ALGORITHM=NOCOPY, LOCK=NONE;

