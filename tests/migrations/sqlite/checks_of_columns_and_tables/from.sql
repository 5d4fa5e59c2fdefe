CREATE TABLE t (
  id INTEGER PRIMARY KEY,
  a INTEGER CHECK (a > 0) CHECK (a < 100),
  b TEXT CONSTRAINT short CHECK (length(b) < 5),
  c TEXT,
  CONSTRAINT both CHECK (a IS NOT NULL OR b IS NOT NULL),
  CHECK (c IN ('x', 'y', 'it''s (not)'))
);
