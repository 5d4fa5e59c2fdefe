-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE `order` MODIFY COLUMN `it's` varchar(20) DEFAULT 'x', ALGORITHM=INSTANT;

UPDATE `order` SET `it's` = 'x' WHERE `it's` IS NULL;

-- LOCK: nobody writes to `order` while it is copied for `ADD CONSTRAINT `c-k` CHECK (`größe` > 0)`.
ALTER TABLE `order`
  DROP INDEX `a key`,
  MODIFY COLUMN `it's` varchar(20) NOT NULL DEFAULT 'x',
  MODIFY COLUMN `größe` bigint,
  ADD COLUMN `a ``b` int,
  ADD CONSTRAINT `c-k` CHECK (`größe` > 0),
  ADD INDEX `a key` (`größe`);

