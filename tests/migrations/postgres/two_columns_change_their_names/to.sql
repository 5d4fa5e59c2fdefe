CREATE TABLE t (
  id integer PRIMARY KEY,
  given_name text NOT NULL, -- @was first
  family_name text, -- @was last
  UNIQUE (given_name, family_name),
  CHECK (given_name <> family_name)
);
CREATE INDEX t_lower ON t (lower(given_name), family_name DESC NULLS LAST);
