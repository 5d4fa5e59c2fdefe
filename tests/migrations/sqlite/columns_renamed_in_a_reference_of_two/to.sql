CREATE TABLE a (
  -- @was x
  p INTEGER,
  -- @was y
  q INTEGER,
  z TEXT NOT NULL DEFAULT '',
  UNIQUE (p, q)
);
CREATE TABLE b (
  x INTEGER,
  -- @was y
  q INTEGER,
  z TEXT,
  FOREIGN KEY (q, x) REFERENCES a (q, p) ON DELETE CASCADE
);
