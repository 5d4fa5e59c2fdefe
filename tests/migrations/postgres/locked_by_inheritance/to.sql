CREATE TABLE a (id integer, n bigint);
CREATE TABLE b (m integer) INHERITS (a);
