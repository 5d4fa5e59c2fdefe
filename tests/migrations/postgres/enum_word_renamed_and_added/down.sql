-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TYPE mood RENAME VALUE 'down' TO 'sad';

ALTER TYPE mood RENAME TO mood_old;

CREATE TYPE mood AS ENUM ('sad', 'ok');

ALTER TABLE people ALTER COLUMN mood TYPE mood USING mood::text::mood;

DROP TYPE mood_old;
