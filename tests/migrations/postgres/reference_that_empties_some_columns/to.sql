CREATE TABLE a (x integer, y integer, PRIMARY KEY (x, y));
CREATE TABLE b (id integer PRIMARY KEY, x integer,
  -- @was y
  "Why" integer, z integer, FOREIGN KEY (x, "Why") REFERENCES a (x, y) ON UPDATE CASCADE ON DELETE SET NULL ("Why"));
CREATE TABLE c (id integer PRIMARY KEY, x integer DEFAULT 1, y integer, FOREIGN KEY (x, y) REFERENCES a (x, y) ON DELETE SET DEFAULT (x));
