CREATE TABLE t (id integer PRIMARY KEY, a date, b date, room integer);
CREATE TABLE u (a integer, b integer, EXCLUDE USING btree ((a + b) WITH =));
