-- name: FromCte :exec
INSERT INTO order_lines (order_id, line_no, sku)
WITH newest AS (SELECT id FROM orders WHERE customer_id = ?)
SELECT n.id, 1, p.sku FROM newest n JOIN products p ON p.stock > ?;

-- name: FromUnion :exec
INSERT INTO products (sku, title, price)
SELECT CONCAT(sku, '-x'), title, price FROM products UNION ALL SELECT ?, 'none', 0;
