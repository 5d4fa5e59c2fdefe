-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE child ALTER COLUMN extra TYPE integer;

-- DANGER: every value of child.more is lost.
ALTER TABLE child DROP COLUMN more;

-- DANGER: every value of base.note is lost.
ALTER TABLE base DROP COLUMN note;
