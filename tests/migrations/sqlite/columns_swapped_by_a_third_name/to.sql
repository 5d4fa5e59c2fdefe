CREATE TABLE t (
  id INTEGER PRIMARY KEY,
  -- @was b
  first TEXT CHECK (first <> ''),
  -- @was a
  b TEXT
);
