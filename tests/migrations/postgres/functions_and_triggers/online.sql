-- expand
-- Step 1 of 2: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

DROP TRIGGER users_touch ON users;

DROP FUNCTION double(x integer);

CREATE OR REPLACE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.changed_at := '2026-02-02 00:00:00Z';
  RETURN NEW;
END $$;

CREATE FUNCTION double(x integer) RETURNS bigint LANGUAGE sql AS 'SELECT x * 2::bigint';

CREATE FUNCTION fresh(x integer) RETURNS integer LANGUAGE sql AS 'SELECT x';

CREATE TRIGGER users_touch BEFORE INSERT OR UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch();

-- contract
-- Step 2 of 2: runs when no code needs any more what goes.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

DROP FUNCTION gone(x integer, y text);

