CREATE TABLE items (id integer PRIMARY KEY, code varchar(5) NOT NULL, size smallint NOT NULL);
