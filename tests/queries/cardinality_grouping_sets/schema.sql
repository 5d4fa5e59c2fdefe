CREATE TABLE orders (id integer PRIMARY KEY, town text NOT NULL, amount integer NOT NULL);
