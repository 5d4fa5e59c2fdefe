-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE child NO INHERIT base;

ALTER TABLE child DROP CONSTRAINT named;

ALTER TABLE child ALTER COLUMN id DROP NOT NULL;

-- DANGER: every value of child.name is lost.
ALTER TABLE child DROP COLUMN name;
