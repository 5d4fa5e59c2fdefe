-- Written by `rowtype diff`; read it before it runs.

DROP INDEX things;

ALTER TABLE t RENAME TO things;

CREATE INDEX t ON things (a);
