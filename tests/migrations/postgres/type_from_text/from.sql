CREATE TABLE items (
  id integer PRIMARY KEY,
  amount text NOT NULL DEFAULT '0',
  since text,
  is_new text,
  key text
);
