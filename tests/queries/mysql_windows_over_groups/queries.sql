-- name: Shares :many
SELECT customer_id, SUM(total) AS spent, SUM(SUM(total)) OVER () AS all_spent, RANK() OVER (ORDER BY SUM(total) DESC) AS place
FROM orders GROUP BY customer_id;
