-- expand
-- Step 1 of 2: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE nodes DROP CONSTRAINT nodes_parent_fkey;

ALTER TABLE nodes ALTER COLUMN id TYPE bigint;

ALTER TABLE nodes ALTER COLUMN parent TYPE bigint;

CREATE VIEW depths AS WITH RECURSIVE d AS ( SELECT id, 0 AS depth FROM nodes WHERE parent IS NULL UNION ALL SELECT n.id, d.depth + 1 FROM nodes n JOIN d ON n.parent = d.id) SELECT id, depth FROM d;

-- fill
-- Step 2 of 2: runs beside the code; each statement is a transaction of its own.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

ALTER TABLE nodes ADD CONSTRAINT nodes_parent_fkey FOREIGN KEY (parent) REFERENCES nodes (id) NOT VALID;

ALTER TABLE nodes VALIDATE CONSTRAINT nodes_parent_fkey;

