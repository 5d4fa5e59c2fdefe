-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t ADD COLUMN kind text DEFAULT 'a' NOT NULL;

ALTER TABLE t ADD COLUMN size integer;

ALTER TABLE t ADD CONSTRAINT t_kind_check CHECK (kind IN ('a', 'b'));

ALTER TABLE t ADD CONSTRAINT t_size_check CHECK (size BETWEEN 0 AND 10);

ALTER TABLE t ADD CONSTRAINT t_check CHECK (kind <> 'b' OR size IS NOT NULL);
