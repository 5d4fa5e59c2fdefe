CREATE TYPE feeling AS ENUM ('a', 'b', 'c');
CREATE TABLE t (id integer PRIMARY KEY, mood feeling);
