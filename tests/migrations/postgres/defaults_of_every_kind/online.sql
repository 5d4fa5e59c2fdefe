-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t ALTER COLUMN a SET DEFAULT 1 + 1;

ALTER TABLE t ALTER COLUMN b SET DEFAULT 'it''s';

ALTER TABLE t ALTER COLUMN c SET DEFAULT '2020-01-01'::timestamptz;

ALTER TABLE t ALTER COLUMN d SET DEFAULT ARRAY['a', 'b'];

ALTER TABLE t ALTER COLUMN e SET DEFAULT '{"a": 1}'::jsonb;

ALTER TABLE t ALTER COLUMN f SET DEFAULT (1 > 2);

