CREATE TABLE users (
  number TEXT NOT NULL,
  name TEXT
);
