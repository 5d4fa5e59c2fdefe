-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE logs RENAME COLUMN at TO moment;

ALTER TABLE logs RENAME CONSTRAINT logs_at_check TO logs_moment_check;

ALTER INDEX logs_note_at_idx RENAME TO logs_note_moment_idx;
