-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t ADD CONSTRAINT t_pkey PRIMARY KEY (a);
