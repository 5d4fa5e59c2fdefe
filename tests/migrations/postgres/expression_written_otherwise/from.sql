CREATE TABLE t (
  id bigint PRIMARY KEY,
  a integer CHECK (a>0 AND  a <  10),
  b text DEFAULT lower('X')
);
CREATE INDEX t_b ON t (LOWER(b));
