CREATE TABLE readings (
  id INTEGER PRIMARY KEY,
  sensor TEXT NOT NULL,
  value REAL NOT NULL,
  raw BLOB,
  note ANY,
  count INT NOT NULL DEFAULT 0
) STRICT;
