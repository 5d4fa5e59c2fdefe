-- Back again.
SET LOCAL lock_timeout = '5s';

DROP FUNCTION is_ok(m mood);

ALTER TYPE mood RENAME TO mood_old;

CREATE TYPE mood AS ENUM ('ok');

ALTER TABLE t ALTER COLUMN mood DROP DEFAULT;

ALTER TABLE t ALTER COLUMN mood TYPE mood USING mood::text::mood;

ALTER TABLE t ALTER COLUMN mood SET DEFAULT 'ok';

-- DANGER: every value of t.moods is lost.
ALTER TABLE t DROP COLUMN moods;

DROP TYPE mood_old;
