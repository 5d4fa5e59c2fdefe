CREATE TABLE users (
  id bigint PRIMARY KEY,
  name text NOT NULL CHECK (length(name) > 0),
  age integer,
  CONSTRAINT grown CHECK (age > 17),
  CHECK (id > 0)
);
