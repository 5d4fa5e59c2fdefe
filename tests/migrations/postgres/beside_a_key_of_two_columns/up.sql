-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE b DROP CONSTRAINT b_x_y_fkey;

ALTER TABLE a ALTER COLUMN x TYPE bigint;

ALTER TABLE a ALTER COLUMN y TYPE bigint;

ALTER TABLE b ALTER COLUMN x TYPE bigint;

ALTER TABLE b ADD CONSTRAINT b_x_y_fkey FOREIGN KEY (x, y) REFERENCES a (x, y);
