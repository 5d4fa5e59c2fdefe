-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE b RENAME COLUMN y TO "Why";

ALTER TABLE c DROP CONSTRAINT c_x_y_fkey;

ALTER TABLE b RENAME CONSTRAINT b_x_y_fkey TO "b_x_Why_fkey";

ALTER TABLE c ADD CONSTRAINT c_x_y_fkey FOREIGN KEY (x, y) REFERENCES a (x, y) ON DELETE SET DEFAULT (x);
