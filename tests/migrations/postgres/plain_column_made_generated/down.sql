-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t ALTER COLUMN c DROP EXPRESSION;
