CREATE TABLE items (id integer PRIMARY KEY, n integer, EXCLUDE USING btree (n WITH =));
