-- NULL wanders one column further with each step.
-- name: Wandering :many
WITH RECURSIVE t(a, b, c) AS (
  SELECT 1, 2, weight FROM nodes
  UNION
  SELECT t.b, t.c, t.a FROM t WHERE t.a < 3
)
SELECT a, b, c FROM t;

-- name: Stays :many
WITH RECURSIVE t(n, label) AS (
  SELECT 1, 'x'
  UNION ALL
  SELECT n + 1, label || 'y' FROM t WHERE n < 5
)
SELECT n, label FROM t;

-- name: FromTheStep :many
WITH RECURSIVE t(n, weight) AS (
  SELECT 1, 10
  UNION ALL
  SELECT t.n + 1, nodes.weight FROM t JOIN nodes ON nodes.id = t.n WHERE t.n < 5
)
SELECT n, weight FROM t;
