-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t RENAME COLUMN first TO given_name;

ALTER TABLE t RENAME COLUMN last TO family_name;

ALTER TABLE t RENAME CONSTRAINT t_first_last_key TO t_given_name_family_name_key;

