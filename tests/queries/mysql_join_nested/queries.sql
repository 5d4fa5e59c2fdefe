-- name: Inside :many
SELECT c.name, o.id, l.sku
FROM customers c LEFT JOIN (orders o INNER JOIN order_lines l ON l.order_id = o.id) ON o.customer_id = c.id;

-- name: ConditionsLast :many
SELECT c.id, o.id AS order_id, l.sku
FROM customers c LEFT JOIN orders o LEFT JOIN order_lines l ON l.order_id = o.id ON o.customer_id = c.id;

-- name: Commas :many
SELECT c.id, l.sku
FROM (customers c, orders o) LEFT JOIN order_lines l ON l.order_id = o.id
WHERE o.customer_id = c.id;

-- name: CommasInside :many
SELECT c.id, o.id AS order_id, p.title
FROM customers c LEFT JOIN (orders o, products p) ON o.customer_id = c.id AND p.price > o.total;
