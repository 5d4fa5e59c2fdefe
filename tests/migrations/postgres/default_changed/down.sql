-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE users ALTER COLUMN role SET DEFAULT 'member';

ALTER TABLE users ALTER COLUMN seen SET DEFAULT now();

ALTER TABLE users ALTER COLUMN rank DROP DEFAULT;
