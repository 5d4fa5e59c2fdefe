CREATE TYPE address AS (street text, town text COLLATE "C", country text);
CREATE TABLE t (id integer PRIMARY KEY, home address, others address[]);
CREATE VIEW homes AS SELECT id, (home).street AS street FROM t;
