-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE people RENAME TO users;

ALTER TABLE users RENAME CONSTRAINT people_pkey TO users_pkey;
