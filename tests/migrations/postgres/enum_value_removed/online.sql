-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

DROP VIEW moods;

ALTER TYPE mood RENAME TO mood_old;

CREATE TYPE mood AS ENUM ('glad', 'calm');

ALTER TABLE users ALTER COLUMN mood DROP DEFAULT;

ALTER TABLE users ALTER COLUMN mood TYPE mood USING mood::text::mood;

ALTER TABLE users ALTER COLUMN mood SET DEFAULT 'calm';

CREATE VIEW moods AS SELECT DISTINCT mood FROM users;

DROP TYPE mood_old;

