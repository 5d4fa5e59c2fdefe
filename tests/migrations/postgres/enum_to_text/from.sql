CREATE TYPE state AS ENUM ('a', 'b');
CREATE TABLE t (id integer PRIMARY KEY, state state NOT NULL DEFAULT 'a');
