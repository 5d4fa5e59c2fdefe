CREATE TABLE t (id integer PRIMARY KEY, a date, b date, room integer, EXCLUDE USING gist (daterange(a, b) WITH &&));
CREATE TABLE u (a integer, b integer, EXCLUDE USING btree ((a + b) WITH =, b WITH =), EXCLUDE USING btree ((a - b) WITH =));
