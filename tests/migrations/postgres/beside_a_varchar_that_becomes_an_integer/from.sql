CREATE TABLE items (id integer PRIMARY KEY, code varchar(10) UNIQUE);
