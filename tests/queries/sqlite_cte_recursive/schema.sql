CREATE TABLE parts (
  id INTEGER PRIMARY KEY,
  parent_id INTEGER REFERENCES parts (id),
  name TEXT NOT NULL
);
