-- name: OfTable :exec
INSERT INTO products (sku, title, price)
SELECT s.sku, s.title, s.price * 2 FROM products s WHERE s.stock > ?
ON DUPLICATE KEY UPDATE price = s.price, stock = products.stock + s.stock;

-- name: OfJoin :exec
INSERT INTO order_lines (order_id, line_no, sku)
SELECT o.id, ?, p.sku FROM orders o CROSS JOIN products p WHERE o.id = ?
ON DUPLICATE KEY UPDATE quantity = order_lines.quantity + 1, discount = p.price;

-- name: Derived :exec
INSERT INTO products (sku, title, price)
SELECT * FROM (SELECT sku, title, price FROM products) AS s
ON DUPLICATE KEY UPDATE price = s.price;
