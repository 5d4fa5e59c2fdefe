CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  phone text
);
