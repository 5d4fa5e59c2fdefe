-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TYPE mood ADD VALUE 'a' BEFORE 'b';

ALTER TABLE t ALTER COLUMN login TYPE text;
