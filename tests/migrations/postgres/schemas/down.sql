-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE app.users ALTER COLUMN name DROP DEFAULT;

ALTER TABLE app.users ALTER COLUMN name DROP NOT NULL;

-- DANGER: every value of app.users.email is lost.
ALTER TABLE app.users DROP COLUMN email;

-- DANGER: every row of log.lines is lost.
DROP TABLE log.lines;

DROP SCHEMA log;
