CREATE TABLE users (id integer PRIMARY KEY, score integer);
