-- name: Chain :many
WITH large AS (SELECT id, customer_id FROM orders WHERE total > ?), buyers AS (SELECT DISTINCT customer_id FROM large)
SELECT c.id, c.name, (SELECT COUNT(*) FROM large WHERE large.customer_id = c.id) AS number
FROM customers c JOIN buyers b ON b.customer_id = c.id;

-- name: Renamed :many
WITH spent (who, amount) AS (SELECT customer_id, SUM(total) FROM orders GROUP BY customer_id)
SELECT who, amount FROM spent WHERE amount > ? ORDER BY amount DESC;
