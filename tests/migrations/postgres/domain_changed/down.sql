-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER DOMAIN email DROP CONSTRAINT email_check;

ALTER DOMAIN email ADD CONSTRAINT email_check CHECK (VALUE LIKE '%@%');

ALTER DOMAIN rank SET DEFAULT 1;

ALTER DOMAIN rank DROP NOT NULL;
