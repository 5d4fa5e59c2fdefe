-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TYPE user_role RENAME TO role;
