-- name: Lines :many
SELECT p.title, l.quantity, sku FROM products p NATURAL JOIN order_lines l;

-- name: LeftLines :many
SELECT p.title, l.quantity, sku FROM products p NATURAL LEFT JOIN order_lines l;

-- name: RightLines :many
SELECT p.title, l.quantity, sku FROM order_lines l NATURAL RIGHT JOIN products p;

-- name: Star :many
SELECT * FROM products NATURAL JOIN order_lines WHERE order_id = ?;
