CREATE TABLE boards (id integer PRIMARY KEY, cells integer[] NOT NULL, names text[]);
