CREATE TABLE t (a TEXT, b TEXT AS (lower(a)) STORED, c TEXT, UNIQUE (b, c));
