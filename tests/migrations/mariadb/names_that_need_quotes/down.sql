-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE `order`
  DROP CONSTRAINT `c-k`,
  DROP INDEX `a key`,
  MODIFY COLUMN `it's` varchar(9),
  MODIFY COLUMN `größe` int,
  ADD INDEX `a key` (`it's`);

-- DANGER: every value of `order`.`a ``b` is lost.
ALTER TABLE `order` DROP COLUMN `a ``b`;
