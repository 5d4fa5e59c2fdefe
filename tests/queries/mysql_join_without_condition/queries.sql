-- name: ConditionAtTheEnd :many
SELECT c.id, o.total, l.sku
FROM customers c JOIN orders o JOIN order_lines l ON l.order_id = o.id AND o.customer_id = c.id;

-- name: None :many
SELECT c.id, p.sku FROM customers c INNER JOIN products p WHERE p.price > ?;

-- name: Crossed :many
SELECT c.id, p.sku FROM customers c CROSS JOIN products p ON p.stock > c.level;
