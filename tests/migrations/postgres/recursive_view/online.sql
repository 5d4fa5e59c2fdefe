-- expand
-- Step 1 of 3: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE nodes ADD COLUMN id_new bigint;

ALTER TABLE nodes ADD COLUMN parent_new bigint;

CREATE FUNCTION nodes_id_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.id_new := NEW.id;
  RETURN NEW;
END $$;

CREATE FUNCTION nodes_parent_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.parent_new := NEW.parent;
  RETURN NEW;
END $$;

CREATE TRIGGER zz_id_new BEFORE INSERT OR UPDATE ON nodes FOR EACH ROW EXECUTE FUNCTION nodes_id_new();

CREATE TRIGGER zz_parent_new BEFORE INSERT OR UPDATE ON nodes FOR EACH ROW EXECUTE FUNCTION nodes_parent_new();

ALTER TABLE nodes ENABLE ALWAYS TRIGGER zz_id_new;

ALTER TABLE nodes ENABLE ALWAYS TRIGGER zz_parent_new;

-- fill
-- Step 2 of 3: runs beside the code; each statement is a transaction of its own.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

DO $$
DECLARE
  page bigint := 0;
  pages bigint := pg_relation_size('nodes') / current_setting('block_size')::bigint;
BEGIN
  WHILE page <= pages LOOP
    UPDATE nodes SET id_new = id
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND id_new IS NULL AND id IS NOT NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

DO $$
DECLARE
  page bigint := 0;
  pages bigint := pg_relation_size('nodes') / current_setting('block_size')::bigint;
BEGIN
  WHILE page <= pages LOOP
    UPDATE nodes SET parent_new = parent
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND parent_new IS NULL AND parent IS NOT NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

ALTER TABLE nodes ADD CONSTRAINT nodes_id_new_not_null CHECK (id_new IS NOT NULL) NOT VALID;

CREATE UNIQUE INDEX CONCURRENTLY nodes_pkey_new ON nodes (id_new);

ALTER TABLE nodes VALIDATE CONSTRAINT nodes_id_new_not_null;

ALTER TABLE nodes ALTER COLUMN id_new SET NOT NULL;

ALTER TABLE nodes DROP CONSTRAINT nodes_id_new_not_null;

ALTER TABLE nodes ADD CONSTRAINT nodes_parent_fkey_new FOREIGN KEY (parent_new) REFERENCES nodes (id_new) NOT VALID;

ALTER TABLE nodes VALIDATE CONSTRAINT nodes_parent_fkey_new;

-- switch
-- Step 3 of 3: one short transaction, with the code that needs the new types.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

LOCK TABLE nodes IN ACCESS EXCLUSIVE MODE;

ALTER TABLE nodes DROP CONSTRAINT nodes_parent_fkey;

ALTER TABLE nodes DROP CONSTRAINT nodes_pkey;

DROP TRIGGER zz_id_new ON nodes;

DROP TRIGGER zz_parent_new ON nodes;

DROP FUNCTION nodes_id_new();

DROP FUNCTION nodes_parent_new();

ALTER TABLE nodes DROP COLUMN id;

ALTER TABLE nodes DROP COLUMN parent;

ALTER TABLE nodes RENAME COLUMN id_new TO id;

ALTER TABLE nodes RENAME COLUMN parent_new TO parent;

ALTER TABLE nodes ADD CONSTRAINT nodes_pkey PRIMARY KEY USING INDEX nodes_pkey_new;

ALTER TABLE nodes RENAME CONSTRAINT nodes_parent_fkey_new TO nodes_parent_fkey;

CREATE VIEW depths AS WITH RECURSIVE d AS ( SELECT id, 0 AS depth FROM nodes WHERE parent IS NULL UNION ALL SELECT n.id, d.depth + 1 FROM nodes n JOIN d ON n.parent = d.id) SELECT id, depth FROM d;

