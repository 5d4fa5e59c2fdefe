CREATE DOMAIN amount AS numeric(12, 2) CHECK (VALUE >= 0);

CREATE TABLE bills (
  id integer PRIMARY KEY,
  total amount NOT NULL DEFAULT 0,
  parts amount[],
  CHECK (total < 1000)
);

CREATE VIEW big AS SELECT id, total FROM bills WHERE total > 100;
