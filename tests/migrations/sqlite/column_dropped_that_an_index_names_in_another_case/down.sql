-- Back again.

DROP INDEX t_gone;

ALTER TABLE t ADD COLUMN Gone TEXT;

CREATE INDEX t_gone ON t (GONE, kept);
