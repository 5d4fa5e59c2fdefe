CREATE TABLE users (id integer PRIMARY KEY, level text NOT NULL);
