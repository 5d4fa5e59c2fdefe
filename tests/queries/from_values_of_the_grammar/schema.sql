CREATE TABLE visits (
  id integer PRIMARY KEY,
  page text NOT NULL,
  seen timestamptz,
  limit_to integer
);
CREATE TABLE old_visits (LIKE visits);
