-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE logs RENAME COLUMN moment TO at;

ALTER TABLE logs RENAME CONSTRAINT logs_moment_check TO logs_at_check;
