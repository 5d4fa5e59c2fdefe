-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TYPE pair ALTER ATTRIBUTE a TYPE integer;
