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

ALTER TABLE users ADD CONSTRAINT users_check CHECK (mood <> 'cross' OR id > 0);

CREATE INDEX users_calm ON users (id) WHERE mood = 'calm';

DROP TYPE mood_old;
