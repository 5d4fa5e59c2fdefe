-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

CREATE TYPE feeling AS ENUM ('a', 'b', 'c');

ALTER TABLE t ALTER COLUMN mood TYPE feeling USING mood::text::feeling;

DROP TYPE mood;
