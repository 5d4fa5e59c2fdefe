CREATE TABLE t (id integer PRIMARY KEY, lo integer NOT NULL, hi integer NOT NULL, CONSTRAINT ordered CHECK (lo <= hi), CONSTRAINT apart EXCLUDE USING gist (int4range(lo, hi) WITH &&));
