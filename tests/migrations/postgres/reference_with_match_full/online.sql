-- 
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

ALTER TABLE b ADD CONSTRAINT b_x_y_fkey FOREIGN KEY (x, y) REFERENCES a (x, y) MATCH FULL ON DELETE SET NULL NOT VALID;

ALTER TABLE b VALIDATE CONSTRAINT b_x_y_fkey;

