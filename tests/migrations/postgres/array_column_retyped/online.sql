-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t ALTER COLUMN words DROP DEFAULT;

ALTER TABLE t ALTER COLUMN words TYPE text[] USING words::text[];

ALTER TABLE t ALTER COLUMN words SET DEFAULT '{}';

ALTER TABLE t ALTER COLUMN numbers TYPE bigint[] USING numbers::bigint[];

