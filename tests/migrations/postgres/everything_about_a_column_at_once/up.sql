-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t RENAME COLUMN n TO count;

DROP VIEW v;

ALTER INDEX t_n RENAME TO t_count;

ALTER TABLE t ALTER COLUMN count TYPE bigint;

ALTER TABLE t ALTER COLUMN count SET DEFAULT 1;

UPDATE t SET count = 0 WHERE count IS NULL;

ALTER TABLE t ALTER COLUMN count SET NOT NULL;

ALTER TABLE t ADD CONSTRAINT t_count_check CHECK (count >= 0);

CREATE VIEW v AS SELECT count AS n FROM t;

COMMENT ON COLUMN t.count IS 'How many there are.';
