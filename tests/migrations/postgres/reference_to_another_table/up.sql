-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE c DROP CONSTRAINT c_other_fkey;

ALTER TABLE c ADD CONSTRAINT c_other_fkey FOREIGN KEY (other) REFERENCES b (id) ON DELETE RESTRICT;
