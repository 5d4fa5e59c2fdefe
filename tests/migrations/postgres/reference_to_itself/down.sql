-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE nodes DROP CONSTRAINT nodes_parent_id_fkey;

ALTER TABLE nodes ALTER COLUMN id TYPE integer;

ALTER TABLE nodes ALTER COLUMN parent_id TYPE integer;
