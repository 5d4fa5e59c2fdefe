CREATE TABLE t (id integer PRIMARY KEY, a integer, b integer, CHECK (b > 0), CHECK (a < b), CHECK (a > 0), CHECK (a <> 7));
