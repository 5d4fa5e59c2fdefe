CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  team INTEGER,
  role TEXT NOT NULL DEFAULT 'a' CHECK (role IN ('a', 'b', 'c')),
  CONSTRAINT one_each UNIQUE (team, role) ON CONFLICT REPLACE
);
