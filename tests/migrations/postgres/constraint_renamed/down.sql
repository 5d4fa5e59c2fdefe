-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE a RENAME CONSTRAINT the_key TO a_pkey;

ALTER TABLE a RENAME CONSTRAINT is_positive TO positive;

ALTER TABLE a RENAME CONSTRAINT is_once TO only_once;

ALTER TABLE b RENAME CONSTRAINT b_refers_to_a TO to_a;
