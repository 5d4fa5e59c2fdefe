CREATE TABLE t (id integer PRIMARY KEY, a integer NOT NULL, b integer NOT NULL, c integer GENERATED ALWAYS AS (a + b) STORED);
