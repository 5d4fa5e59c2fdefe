-- name: Both :many
SELECT a.sku, b.* FROM order_lines a LEFT JOIN order_lines b USING (sku, quantity, discount);

-- name: Merged :many
SELECT sku, p.price, l.discount FROM products p LEFT JOIN order_lines l USING (sku);

-- name: OfRight :many
SELECT sku, p.price, l.discount FROM order_lines l RIGHT JOIN products p USING (sku);
