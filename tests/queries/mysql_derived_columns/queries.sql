-- name: Nested :many
SELECT d.who, d.spent, c.name FROM (
  SELECT customer_id AS who, SUM(total) AS spent, MAX(paid) AS latest FROM orders GROUP BY customer_id
) AS d JOIN customers c ON c.id = d.who WHERE d.latest IS NOT NULL;

-- name: Correlated :many
SELECT c.name, (SELECT MAX(total) FROM orders o WHERE o.customer_id = c.id) AS most,
  EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id) AS buys, (SELECT COUNT(*) FROM orders) AS number
FROM customers c
WHERE c.id NOT IN (SELECT customer_id FROM orders WHERE total > 5) AND NOT EXISTS (SELECT * FROM orders WHERE customer_id = c.id AND state = 'sent');
