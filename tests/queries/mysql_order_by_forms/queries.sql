-- name: ByWords :many
SELECT id, total AS amount, paid FROM orders ORDER BY paid IS NULL, FIELD(state, 'open', 'sent'), amount DESC, -total, 1 LIMIT 5;

-- name: ByQuery :many
SELECT c.id FROM customers c ORDER BY (SELECT COUNT(*) FROM orders o WHERE o.customer_id = c.id) DESC, RAND();

-- name: Groups :many
SELECT state, YEAR(placed) AS y, COUNT(*) FROM orders GROUP BY 1, y ORDER BY NULL;
