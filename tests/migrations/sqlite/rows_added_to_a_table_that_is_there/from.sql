CREATE TABLE staff (
  id INTEGER PRIMARY KEY,
  name text NOT NULL
);

CREATE TABLE guests (
  id INTEGER PRIMARY KEY,
  name text NOT NULL,
  until date
);
