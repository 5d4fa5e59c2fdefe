-- name: All :many
SELECT id FROM orders WHERE total > ALL (SELECT price FROM products);

-- name: Any :many
SELECT id FROM orders WHERE total = ANY (SELECT price FROM products) OR total <> SOME (SELECT price FROM products WHERE stock > ?);

-- name: Values :many
SELECT id, total >= ALL (SELECT price FROM products) AS dearest, total = ANY (SELECT discount FROM order_lines) AS some FROM orders;
