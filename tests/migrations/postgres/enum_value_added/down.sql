-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TYPE mood RENAME TO mood_old;

CREATE TYPE mood AS ENUM ('calm', 'cross');

ALTER TABLE users ALTER COLUMN mood DROP DEFAULT;

ALTER TABLE users ALTER COLUMN mood TYPE mood USING mood::text::mood;

ALTER TABLE users ALTER COLUMN mood SET DEFAULT 'calm';

DROP TYPE mood_old;
