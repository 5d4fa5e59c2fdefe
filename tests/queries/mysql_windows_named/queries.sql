-- name: Named :many
SELECT id, ROW_NUMBER() OVER w AS place, SUM(total) OVER (w ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS running,
  LAG(total) OVER w AS before_it, LEAD(total, 2) OVER w AS after_it
FROM orders
WINDOW w AS (PARTITION BY customer_id ORDER BY placed);

-- name: Two :many
SELECT id, AVG(total) OVER v AS usual, COUNT(*) OVER () AS number
FROM orders WINDOW v AS (PARTITION BY state), w AS (v ORDER BY id);
