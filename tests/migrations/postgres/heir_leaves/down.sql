-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE child ADD CONSTRAINT named CHECK (name <> '');

ALTER TABLE child ALTER COLUMN extra TYPE integer;

-- DANGER: every value of child.more is lost.
ALTER TABLE child DROP COLUMN more;

ALTER TABLE child INHERIT base;
