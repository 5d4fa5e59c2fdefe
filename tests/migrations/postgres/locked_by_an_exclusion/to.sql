CREATE TABLE items (id integer PRIMARY KEY, n bigint, EXCLUDE USING btree (n WITH =));
