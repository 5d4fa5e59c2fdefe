-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  DROP INDEX comment,
  DROP INDEX `using`,
  DROP INDEX `unique`,
  MODIFY COLUMN comment varchar(9),
  ADD INDEX comment (comment),
  ADD INDEX `using` (`using`);
