CREATE TYPE a AS (x integer);
CREATE TYPE b AS (y a);
CREATE TABLE t (id integer PRIMARY KEY, v b);
