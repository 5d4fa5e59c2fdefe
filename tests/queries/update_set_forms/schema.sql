CREATE TABLE users (id integer PRIMARY KEY, first text NOT NULL, last text, score integer DEFAULT 1);
CREATE TABLE people (id integer PRIMARY KEY, first text NOT NULL, last text NOT NULL);
