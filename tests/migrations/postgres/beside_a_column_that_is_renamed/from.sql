CREATE TABLE items (id integer PRIMARY KEY, n integer NOT NULL);
CREATE INDEX items_n ON items (n);
