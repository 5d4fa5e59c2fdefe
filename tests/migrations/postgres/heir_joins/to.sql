CREATE TABLE base (
  -- @backfill 0
  id bigint PRIMARY KEY,
  name text CONSTRAINT named CHECK (name <> '')
);
CREATE TABLE other (note text);
CREATE TABLE child (extra integer) INHERITS (other, base);
