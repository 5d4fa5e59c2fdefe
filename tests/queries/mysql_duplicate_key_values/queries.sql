-- name: Upsert :exec
INSERT INTO products (sku, title, price) VALUES (?, ?, ?)
ON DUPLICATE KEY UPDATE title = VALUES(title), price = GREATEST(price, VALUES(price)), stock = stock + 1;

-- name: UpsertMany :exec
INSERT INTO products (sku, title, price) VALUES (?, ?, ?), (?, ?, ?)
ON DUPLICATE KEY UPDATE price = VALUES(price);

-- name: UpsertSet :exec
INSERT products SET sku = ?, title = ?, price = ? ON DUPLICATE KEY UPDATE title = ?;

-- name: LastId :execlastid
INSERT INTO customers (email) VALUES (?) ON DUPLICATE KEY UPDATE id = LAST_INSERT_ID(id), name = IF(VALUES(name) IS NULL, name, VALUES(name));
