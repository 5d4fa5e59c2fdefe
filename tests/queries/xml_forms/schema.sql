CREATE TABLE feeds (
  id integer PRIMARY KEY,
  title text NOT NULL,
  subtitle text,
  body xml,
  source xml NOT NULL
);
