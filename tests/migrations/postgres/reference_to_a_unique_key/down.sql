-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE b DROP CONSTRAINT b_code_fkey;

ALTER TABLE a DROP CONSTRAINT a_code_key;
