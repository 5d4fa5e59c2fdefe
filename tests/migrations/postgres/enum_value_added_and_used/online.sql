-- expand
-- Step 1 of 2: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE users DROP CONSTRAINT users_check;

DROP INDEX users_calm;

ALTER TYPE mood RENAME TO mood_old;

CREATE TYPE mood AS ENUM ('calm', 'cross', 'glad');

ALTER TABLE users ALTER COLUMN mood DROP DEFAULT;

ALTER TABLE users ALTER COLUMN mood TYPE mood USING mood::text::mood;

ALTER TABLE users ALTER COLUMN moods TYPE mood[] USING moods::text[]::mood[];

ALTER TABLE users ALTER COLUMN mood SET DEFAULT 'glad';

DROP TYPE mood_old;

-- fill
-- Step 2 of 2: runs beside the code; each statement is a transaction of its own.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

CREATE INDEX CONCURRENTLY users_calm ON users (id) WHERE mood = 'calm';

ALTER TABLE users ADD CONSTRAINT users_check CHECK (mood <> 'cross' OR id > 0) NOT VALID;

ALTER TABLE users VALIDATE CONSTRAINT users_check;

