-- expand
-- Step 1 of 2: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE bills DROP CONSTRAINT bills_total_check;

DROP VIEW big;

ALTER DOMAIN amount RENAME TO amount_old;

CREATE DOMAIN amount AS numeric(12, 2) CONSTRAINT amount_check CHECK (VALUE >= 0);

ALTER TABLE bills ALTER COLUMN total DROP DEFAULT;

ALTER TABLE bills ALTER COLUMN total TYPE amount USING total::numeric(12, 2)::amount;

ALTER TABLE bills ALTER COLUMN parts TYPE amount[] USING parts::numeric(12, 2)[]::amount[];

ALTER TABLE bills ALTER COLUMN total SET DEFAULT 0;

CREATE VIEW big AS SELECT id, total FROM bills WHERE total > 100;

DROP DOMAIN amount_old;

-- fill
-- Step 2 of 2: runs beside the code; each statement is a transaction of its own.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

ALTER TABLE bills ADD CONSTRAINT bills_total_check CHECK (total < 1000) NOT VALID;

ALTER TABLE bills VALIDATE CONSTRAINT bills_total_check;

