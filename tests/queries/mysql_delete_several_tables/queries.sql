-- name: From :exec
DELETE o, l FROM orders o JOIN order_lines l ON l.order_id = o.id WHERE o.id = ?;

-- name: Using :exec
DELETE FROM o, l USING orders o JOIN order_lines l ON l.order_id = o.id WHERE o.id = ?;

-- name: Stars :exec
DELETE orders.* FROM orders LEFT JOIN order_lines ON order_lines.order_id = orders.id WHERE order_lines.order_id IS NULL;

-- name: Twins :exec
DELETE a FROM customers AS a, customers AS b WHERE a.name = b.name AND a.id > b.id;

-- name: OfQuery :exec
DELETE c FROM customers c JOIN (SELECT customer_id FROM orders GROUP BY customer_id HAVING COUNT(*) > ?) many ON many.customer_id = c.id;
