-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE u RENAME TO t;

ALTER TABLE t RENAME CONSTRAINT u_pkey TO t_pkey;
