CREATE TABLE docs (
  id integer PRIMARY KEY,
  data jsonb NOT NULL,
  extra jsonb,
  raw json NOT NULL,
  tags text[] NOT NULL
);
