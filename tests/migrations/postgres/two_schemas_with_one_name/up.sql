-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE b.t DROP CONSTRAINT t_a_fkey;

ALTER TYPE a.kind ADD VALUE 'z';

ALTER TABLE a.t ALTER COLUMN kind SET NOT NULL;

CREATE INDEX t_kind ON b.t (kind);

ALTER TABLE b.t ADD CONSTRAINT t_a_fkey FOREIGN KEY (a) REFERENCES a.t (id) ON DELETE CASCADE;
