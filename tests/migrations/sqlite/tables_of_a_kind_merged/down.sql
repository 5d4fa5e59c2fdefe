-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE cats (
  id INTEGER PRIMARY KEY,
  name text NOT NULL,
  fur text NOT NULL
);

CREATE TABLE dogs (
  id INTEGER PRIMARY KEY,
  name text NOT NULL,
  barks boolean NOT NULL
);

-- DANGER: every row of pets is lost.
DROP TABLE pets;
