CREATE TABLE users (
  id bigint PRIMARY KEY,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  age integer,
  CONSTRAINT grown CHECK (age >= 21),
  CONSTRAINT not_both CHECK (age IS NULL OR name <> 'x')
);
