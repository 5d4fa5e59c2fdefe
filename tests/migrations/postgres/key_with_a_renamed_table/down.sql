-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE c RENAME TO b;

ALTER TABLE b RENAME CONSTRAINT c_pkey TO b_pkey;
