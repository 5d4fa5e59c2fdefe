-- name: Totals :many
SELECT state, customer_id, SUM(total) AS sum, COUNT(*) AS number FROM orders GROUP BY state, customer_id WITH ROLLUP;

-- name: Named :many
SELECT COALESCE(state, 'all') AS state, COUNT(*) AS number FROM orders GROUP BY state WITH ROLLUP HAVING number > ?;
