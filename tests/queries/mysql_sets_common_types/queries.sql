-- name: Numbers :many
SELECT level AS n FROM customers UNION SELECT stock FROM products UNION ALL SELECT total FROM orders;

-- name: Words :many
SELECT email AS w FROM customers UNION DISTINCT SELECT sku FROM products UNION SELECT NULL;

-- name: InFrom :many
SELECT t.kind, t.amount FROM (SELECT 'order' AS kind, total AS amount FROM orders UNION ALL SELECT 'product', price FROM products) t
WHERE t.amount > ?;
