CREATE TABLE a (id integer PRIMARY KEY, n integer, CONSTRAINT positive CHECK (n > 0), CONSTRAINT only_once UNIQUE (n));
CREATE TABLE b (a_id integer CONSTRAINT to_a REFERENCES a);
