CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (length(name) > 0),
  team INTEGER,
  role TEXT NOT NULL DEFAULT 'a' CHECK (role IN ('a', 'b'))
);
