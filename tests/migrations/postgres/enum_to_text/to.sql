CREATE TABLE t (id integer PRIMARY KEY, state text NOT NULL DEFAULT 'a' CHECK (state IN ('a', 'b', 'c')));
