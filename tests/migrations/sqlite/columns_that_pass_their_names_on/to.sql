CREATE TABLE t (
  id INTEGER PRIMARY KEY,
  -- @was a
  b TEXT,
  -- @was b
  c TEXT,
  -- @was c
  d TEXT
);
CREATE INDEX t_b ON t (c);
