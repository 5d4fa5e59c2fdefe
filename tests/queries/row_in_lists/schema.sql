CREATE TABLE seats (id integer PRIMARY KEY, line integer, place integer NOT NULL, price numeric);
