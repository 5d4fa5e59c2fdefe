CREATE TABLE events (
  id int PRIMARY KEY,
  date date NOT NULL CHECK (date > date '2000-01-01' AND date::date < CAST('2100-01-01' AS date))
);
GRANT SELECT (id, date), UPDATE (date) ON events TO PUBLIC;
