CREATE TABLE users (
  number TEXT NOT NULL PRIMARY KEY,
  name TEXT
);
