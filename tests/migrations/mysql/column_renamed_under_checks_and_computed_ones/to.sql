CREATE TABLE t (
  id int PRIMARY KEY,
  -- @was net
  price int NOT NULL CHECK (price > 0),
  gross int AS (price + 5) STORED,
  other int,
  KEY by_gross (gross),
  CONSTRAINT lower_than CHECK (price < other),
  CHECK (other > 0)
);
