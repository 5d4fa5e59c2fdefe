-- Back again.
SET LOCAL lock_timeout = '5s';

-- DANGER: every value of users.name is lost.
ALTER TABLE users DROP COLUMN name;
