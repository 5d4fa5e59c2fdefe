-- expand
-- Step 1 of 2: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t ADD COLUMN b text DEFAULT $$a;b$$;

ALTER TABLE t ALTER COLUMN a SET DEFAULT E'line\nbreak; -- ''x''';

COMMENT ON TABLE t IS 'It''s; /* still */ not -- a comment';

-- fill
-- Step 2 of 2: runs beside the code; each statement is a transaction of its own.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

ALTER TABLE t ADD CONSTRAINT t_b_check CHECK (b <> ';') NOT VALID;

ALTER TABLE t VALIDATE CONSTRAINT t_b_check;

