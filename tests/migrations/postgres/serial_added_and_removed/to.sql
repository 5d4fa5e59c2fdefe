CREATE TABLE a (n integer, id bigserial PRIMARY KEY);
CREATE TABLE b (id integer PRIMARY KEY, n integer);
