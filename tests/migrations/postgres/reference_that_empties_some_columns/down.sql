-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE b RENAME COLUMN "Why" TO y;

ALTER TABLE c DROP CONSTRAINT c_x_y_fkey;

ALTER TABLE b RENAME CONSTRAINT "b_x_Why_fkey" TO b_x_y_fkey;

ALTER TABLE c ADD CONSTRAINT c_x_y_fkey FOREIGN KEY (x, y) REFERENCES a (x, y) ON DELETE SET NULL;
