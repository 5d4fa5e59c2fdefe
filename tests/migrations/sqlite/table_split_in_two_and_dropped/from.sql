CREATE TABLE contacts (
  id INTEGER PRIMARY KEY,
  name text NOT NULL,
  company text NOT NULL,
  note text
);
