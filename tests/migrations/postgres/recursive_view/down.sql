-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE nodes DROP CONSTRAINT nodes_parent_fkey;

DROP VIEW depths;

ALTER TABLE nodes ALTER COLUMN id TYPE integer;

ALTER TABLE nodes ALTER COLUMN parent TYPE integer;

ALTER TABLE nodes ADD CONSTRAINT nodes_parent_fkey FOREIGN KEY (parent) REFERENCES nodes (id);
