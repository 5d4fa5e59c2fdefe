-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE items ALTER COLUMN state DROP DEFAULT;

-- DANGER: every value of items.state is computed anew, as CASE state WHEN 0 THEN 'open' ELSE 'closed' END.
ALTER TABLE items ALTER COLUMN state TYPE text USING CASE state WHEN 0 THEN 'open' ELSE 'closed' END;

ALTER TABLE items ALTER COLUMN state SET DEFAULT 'open';
