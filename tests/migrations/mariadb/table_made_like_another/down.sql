-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE b MODIFY COLUMN n varchar(9) COMMENT 'x';
