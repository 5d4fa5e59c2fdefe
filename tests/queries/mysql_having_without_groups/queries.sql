-- name: Aliased :many
SELECT DISTINCT customer_id, DATE(placed) AS day FROM orders HAVING day > ? ORDER BY day;

-- name: Plain :many
SELECT id, total FROM orders HAVING total > ?;

-- name: OneRow :opt
SELECT COUNT(*) AS number FROM orders HAVING number > ?;
