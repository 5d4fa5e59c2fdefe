-- expand
-- Step 1 of 2: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

DROP MATERIALIZED VIEW counted;

DROP VIEW everybody;

-- LOCK: nobody works on users while it is written anew, since the materialized view counted reads id.
ALTER TABLE users ALTER COLUMN id TYPE bigint;

CREATE VIEW everybody AS SELECT id, name FROM users;

CREATE MATERIALIZED VIEW counted AS SELECT id, count(*) AS count FROM everybody GROUP BY id;

CREATE UNIQUE INDEX counted_id ON counted (id);

COMMENT ON VIEW everybody IS 'All of them';

GRANT SELECT ON everybody TO PUBLIC;

-- contract
-- Step 2 of 2: runs when no code needs any more what goes.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

-- DANGER: every value of users.old is lost.
ALTER TABLE users DROP COLUMN old;

