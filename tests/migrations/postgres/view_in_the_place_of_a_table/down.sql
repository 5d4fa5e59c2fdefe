-- Back again.
SET LOCAL lock_timeout = '5s';

DROP VIEW b;

CREATE TABLE b (
  id integer NOT NULL,
  CONSTRAINT b_pkey PRIMARY KEY (id)
);
