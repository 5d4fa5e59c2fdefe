-- name: Descendants :many
WITH RECURSIVE chain (id, parent_id, depth) AS (
  SELECT id, parent_id, 0 FROM customers WHERE id = ?
  UNION ALL
  SELECT c.id, c.parent_id, chain.depth + 1 FROM customers c JOIN chain ON c.parent_id = chain.id
)
SELECT * FROM chain ORDER BY depth;

-- name: Days :many
WITH RECURSIVE days AS (
  SELECT DATE '2024-01-01' AS day
  UNION ALL
  SELECT day + INTERVAL 1 DAY FROM days WHERE day < '2024-01-31'
)
SELECT d.day, COUNT(o.id) AS orders FROM days d LEFT JOIN orders o ON DATE(o.placed) = d.day GROUP BY d.day;
