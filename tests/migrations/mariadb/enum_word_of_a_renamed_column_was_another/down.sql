-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t RENAME COLUMN stage TO state;

ALTER TABLE t MODIFY COLUMN state enum('fresh', 'old', 'gone', 'new');

UPDATE t SET state = CASE state WHEN 'fresh' THEN 'new' END WHERE state IN ('fresh');

ALTER TABLE t MODIFY COLUMN state ENUM('new', 'old');
