CREATE TABLE t (id integer PRIMARY KEY, a integer, b integer, CHECK (a > 0), CHECK (b > 0), CHECK (a < b));
