CREATE TABLE t (
  id INTEGER PRIMARY KEY,
  email TEXT NOT NULL,
  -- @backfill lower(email)
  login VARCHAR(80) NOT NULL
);
