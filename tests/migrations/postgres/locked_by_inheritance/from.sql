CREATE TABLE a (id integer, n integer);
CREATE TABLE b (m integer) INHERITS (a);
