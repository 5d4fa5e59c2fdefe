-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE c RENAME INDEX a TO b;

ALTER TABLE c ADD CONSTRAINT b FOREIGN KEY (x) REFERENCES q (id);
