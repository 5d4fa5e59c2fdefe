-- Back again.
SET LOCAL lock_timeout = '5s';

CREATE TABLE a (
  id integer NOT NULL,
  b integer,
  CONSTRAINT a_pkey PRIMARY KEY (id)
);

CREATE TABLE b (
  id integer NOT NULL,
  a integer,
  keep integer,
  CONSTRAINT b_pkey PRIMARY KEY (id),
  CONSTRAINT b_a_fkey FOREIGN KEY (a) REFERENCES a (id),
  CONSTRAINT b_keep_fkey FOREIGN KEY (keep) REFERENCES keep (id)
);

ALTER TABLE a ADD CONSTRAINT a_b_fkey FOREIGN KEY (b) REFERENCES b (id);
