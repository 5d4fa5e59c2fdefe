CREATE TABLE events (
  id int PRIMARY KEY,
  -- @was date
  day date NOT NULL CHECK (day > date '2000-01-01' AND day::date < CAST('2100-01-01' AS date))
);
GRANT SELECT (id, day), UPDATE (day) ON events TO PUBLIC;
