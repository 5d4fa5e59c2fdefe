CREATE TABLE notes (
  id integer PRIMARY KEY,
  title text NOT NULL,
  alias text,
  tags text[] NOT NULL,
  doc jsonb,
  span int4range
);
