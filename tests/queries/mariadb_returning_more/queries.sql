-- name: Insert :one
INSERT INTO customers (email) VALUES (?) RETURNING id, name, level, created_at, level * 2 AS twice;

-- name: Insert2 :many
INSERT INTO products (sku, title, price) VALUES (?, ?, ?), (CONCAT(?, '-2'), ?, ?) RETURNING *;

-- name: Upsert :one
INSERT INTO products (sku, title, price) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE price = VALUES(price) RETURNING sku, price, weight;

-- name: Replace :one
REPLACE INTO products (sku, title, price) VALUES (?, ?, ?) RETURNING sku, UPPER(title) AS loud;

-- name: Delete :many
DELETE FROM orders WHERE state = 'sent' AND paid IS NOT NULL RETURNING id, paid, remark;

-- name: Selected :many
INSERT INTO products (sku, title, price) SELECT CONCAT(sku, '-x'), title, price FROM products WHERE stock > ? RETURNING sku;
