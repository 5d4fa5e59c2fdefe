CREATE TABLE t (
  id integer PRIMARY KEY,
  low integer NOT NULL, -- @was lo
  high integer NOT NULL, -- @was hi
  CONSTRAINT ordered CHECK (low <= high),
  CONSTRAINT apart EXCLUDE USING gist (int4range(low, high) WITH &&)
);
