-- Back again.
SET LOCAL lock_timeout = '5s';

CREATE TYPE mood AS ENUM ('a', 'b');

ALTER TABLE t ALTER COLUMN mood TYPE mood USING mood::text::mood;

DROP TYPE feeling;
