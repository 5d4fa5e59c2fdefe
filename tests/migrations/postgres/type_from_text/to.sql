CREATE TABLE items (
  id integer PRIMARY KEY,
  amount integer NOT NULL DEFAULT 0,
  since date,
  is_new boolean,
  key uuid
);
