CREATE TYPE address AS (
  street text,
  -- @was zip
  code text
);
CREATE TABLE t (id integer PRIMARY KEY, home address);
CREATE VIEW homes AS SELECT id, (home).code AS zip FROM t;
