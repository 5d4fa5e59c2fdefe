-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE users RENAME TO users_aside;

ALTER TABLE people RENAME TO users;

-- DANGER: every row of users_aside is lost.
DROP TABLE users_aside;

ALTER TABLE users RENAME CONSTRAINT people_pkey TO users_pkey;
