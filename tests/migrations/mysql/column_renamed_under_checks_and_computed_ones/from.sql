CREATE TABLE t (
  id int PRIMARY KEY,
  net int NOT NULL CHECK (net > 0),
  gross int AS (net + 5) STORED,
  other int,
  KEY by_gross (gross),
  CONSTRAINT lower_than CHECK (net < other),
  CHECK (other > 0)
);
