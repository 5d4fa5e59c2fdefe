CREATE TABLE a (id integer PRIMARY KEY, code text NOT NULL);
CREATE TABLE b (id integer PRIMARY KEY, code text);
