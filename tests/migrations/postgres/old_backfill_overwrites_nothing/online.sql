-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TYPE mood RENAME TO mood_old;

CREATE TYPE mood AS ENUM ('b');

ALTER TABLE t ALTER COLUMN mood TYPE mood USING mood::text::mood;

ALTER TABLE t ALTER COLUMN login TYPE varchar(80);

DROP TYPE mood_old;

