CREATE TABLE t ( -- the things
  id INTEGER PRIMARY KEY, /* its
  number */
  a TEXT /* not null */ DEFAULT 'x', -- , b TEXT
  CHECK (a <> '' /* ever */) -- )
); -- end
