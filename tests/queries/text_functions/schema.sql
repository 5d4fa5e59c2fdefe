CREATE TABLE texts (
  id integer PRIMARY KEY,
  title text NOT NULL,
  body text,
  words tsvector NOT NULL
);
