CREATE TABLE a (id integer CONSTRAINT the_key PRIMARY KEY, n integer, CONSTRAINT is_positive CHECK (n > 0), CONSTRAINT is_once UNIQUE (n));
CREATE TABLE b (a_id integer CONSTRAINT b_refers_to_a REFERENCES a);
