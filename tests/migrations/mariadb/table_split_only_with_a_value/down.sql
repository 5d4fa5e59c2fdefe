-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE users ADD COLUMN phone text;

-- DANGER: every value of phones.is_main is lost.
DROP TABLE phones;

-- NOT WRITTEN: which row of phones a row of users gets its values from; there must be one reference between users and phones, and where phones refers to users it must be UNIQUE.
