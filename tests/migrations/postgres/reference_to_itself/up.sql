-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE nodes ALTER COLUMN id TYPE bigint;

ALTER TABLE nodes ALTER COLUMN parent_id TYPE bigint;

ALTER TABLE nodes ADD CONSTRAINT nodes_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES nodes (id) ON DELETE SET NULL;
