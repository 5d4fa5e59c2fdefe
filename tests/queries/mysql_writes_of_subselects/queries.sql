-- name: NextLine :exec
INSERT INTO order_lines (order_id, line_no, sku, quantity, discount)
VALUES (?, (SELECT COALESCE(MAX(l.line_no), 0) + 1 FROM order_lines l WHERE l.order_id = ?), ?, ?, NULLIF(?, 0));

-- name: Unless :exec
INSERT INTO customers (email, name) SELECT ?, ? FROM DUAL WHERE NOT EXISTS (SELECT * FROM customers WHERE email = ?);

-- name: Total :exec
UPDATE orders o SET o.total = (SELECT COALESCE(SUM(l.quantity * p.price), 0) FROM order_lines l JOIN products p USING (sku) WHERE l.order_id = o.id)
WHERE o.id = ?;

-- name: Some :exec
DELETE FROM customers WHERE id IN (SELECT id FROM (SELECT id FROM customers WHERE active = 0 LIMIT 10) x);

-- name: Stale :exec
DELETE l FROM order_lines l LEFT JOIN orders o ON o.id = l.order_id WHERE o.id IS NULL OR o.placed < DATE_SUB(NOW(), INTERVAL ? YEAR);
