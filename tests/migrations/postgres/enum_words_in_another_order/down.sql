-- Back again.
SET LOCAL lock_timeout = '5s';

DROP INDEX t_size;

ALTER TYPE size RENAME TO size_old;

CREATE TYPE size AS ENUM ('small', 'large', 'medium');

ALTER TABLE t ALTER COLUMN size TYPE size USING size::text::size;

CREATE INDEX t_size ON t (size) WHERE size > 'small';

DROP TYPE size_old;
