-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE c DROP CONSTRAINT c_other_fkey;

ALTER TABLE c ADD CONSTRAINT c_other_fkey FOREIGN KEY (other) REFERENCES a (id);
