-- @was people
CREATE TABLE users (
  -- @was id
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL DEFAULT ''
);
CREATE TABLE notes (id INTEGER PRIMARY KEY, by INTEGER NOT NULL REFERENCES users (number), text TEXT);
CREATE TABLE pages (id INTEGER PRIMARY KEY, by INTEGER REFERENCES users (number));
