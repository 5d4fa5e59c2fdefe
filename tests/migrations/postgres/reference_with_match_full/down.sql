-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE b DROP CONSTRAINT b_x_y_fkey;
