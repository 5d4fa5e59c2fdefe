CREATE TABLE t (
  id INTEGER PRIMARY KEY,
  -- @was a
  "a b" INTEGER,
  b INTEGER AS ("a b" * 2) STORED,
  c AS (abs("a b") || 'a')
);
CREATE INDEX t_b ON t (b, "a b");
