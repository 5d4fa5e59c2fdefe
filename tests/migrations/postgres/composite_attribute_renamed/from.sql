CREATE TYPE address AS (street text, zip text);
CREATE TABLE t (id integer PRIMARY KEY, home address);
CREATE VIEW homes AS SELECT id, (home).zip AS zip FROM t;
