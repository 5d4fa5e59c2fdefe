CREATE TABLE t (
  id integer PRIMARY KEY,
  kind text NOT NULL DEFAULT 'a' CHECK (kind IN ('a', 'b')),
  size integer CHECK (size BETWEEN 0 AND 10),
  CHECK (kind <> 'b' OR size IS NOT NULL)
);
