-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE logs RENAME COLUMN at TO moment;

ALTER TABLE logs RENAME CONSTRAINT logs_at_check TO logs_moment_check;
