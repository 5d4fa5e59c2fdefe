-- name: Newest :many
SELECT customer_id, GROUP_CONCAT(id ORDER BY placed DESC LIMIT 3) AS newest, GROUP_CONCAT(DISTINCT state ORDER BY state SEPARATOR '/' LIMIT 1, 2) AS states
FROM orders GROUP BY customer_id;
