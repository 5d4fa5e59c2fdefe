-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t RENAME COLUMN given_name TO first;

ALTER TABLE t RENAME COLUMN family_name TO last;

ALTER TABLE t RENAME CONSTRAINT t_given_name_family_name_key TO t_first_last_key;
