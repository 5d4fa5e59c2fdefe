CREATE TABLE t (
  id bigint PRIMARY KEY,
  a integer CHECK (a > 0 and a < 10),
  b text DEFAULT LOWER('X')
);
CREATE INDEX t_b ON t (lower(b) ASC);
