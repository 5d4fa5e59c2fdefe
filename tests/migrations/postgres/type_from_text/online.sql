-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE items ALTER COLUMN amount DROP DEFAULT;

ALTER TABLE items ALTER COLUMN amount TYPE integer USING amount::integer;

ALTER TABLE items ALTER COLUMN amount SET DEFAULT 0;

ALTER TABLE items ALTER COLUMN since TYPE date USING since::date;

ALTER TABLE items ALTER COLUMN is_new TYPE boolean USING is_new::boolean;

ALTER TABLE items ALTER COLUMN key TYPE uuid USING key::uuid;

