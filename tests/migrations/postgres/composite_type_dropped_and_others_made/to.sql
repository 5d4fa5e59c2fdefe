CREATE TYPE c AS (z integer, "In" text);
CREATE TYPE d AS (y c[]);
CREATE TABLE t (id integer PRIMARY KEY, w d);
