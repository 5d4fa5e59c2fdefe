-- name: All :exec
INSERT INTO products VALUES (?, ?, ?, ?, ?, ?);

-- name: Several :execrows
INSERT INTO order_lines (order_id, line_no, sku, quantity) VALUES (?, 1, ?, DEFAULT), (?, 2, ?, 5);

-- name: Priority :exec
INSERT LOW_PRIORITY IGNORE INTO products (sku, title, price) VALUES (?, ?, ?);

-- name: WordValue :exec
INSERT INTO products (sku, title, price) VALUE (?, UPPER(?), ? * 1.2);

-- name: Selected :exec
INSERT INTO order_lines (order_id, line_no, sku, quantity) VALUES (?, ?, ?, (SELECT COUNT(*) FROM orders));
