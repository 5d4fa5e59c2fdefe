CREATE TABLE t (a TEXT NOT NULL, b TEXT AS (lower(a)) STORED, c TEXT, UNIQUE (c, b), CHECK (b <> ''));
