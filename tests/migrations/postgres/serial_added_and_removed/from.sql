CREATE TABLE a (n integer);
CREATE TABLE b (id serial PRIMARY KEY, n integer);
