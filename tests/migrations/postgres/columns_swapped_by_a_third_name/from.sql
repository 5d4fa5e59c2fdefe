CREATE TABLE t (id integer PRIMARY KEY, width integer NOT NULL, height integer NOT NULL, CHECK (width > height));
