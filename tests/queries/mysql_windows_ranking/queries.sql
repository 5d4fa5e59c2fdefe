-- name: Ranks :many
SELECT id, RANK() OVER (ORDER BY total DESC) AS r, DENSE_RANK() OVER (ORDER BY total) AS d, NTILE(4) OVER (ORDER BY total) AS q,
  PERCENT_RANK() OVER (ORDER BY total) AS p, CUME_DIST() OVER (ORDER BY total) AS c
FROM orders;

-- name: Best :many
SELECT id, total FROM (
  SELECT id, total, ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY total DESC) AS place FROM orders
) ranked WHERE place <= ?;
