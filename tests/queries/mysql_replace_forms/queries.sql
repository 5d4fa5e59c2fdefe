-- name: Rows :exec
REPLACE INTO products (sku, title, price) VALUES (?, ?, ?), (?, ?, ?);

-- name: Assigned :exec
REPLACE products SET sku = ?, title = ?, price = ?;

-- name: Selected :execrows
REPLACE INTO products (sku, title, price) SELECT CONCAT(sku, ?), title, price FROM products WHERE stock = 0;

-- name: Delayed :exec
REPLACE LOW_PRIORITY products (sku, title, price, stock) VALUES (?, ?, ?, DEFAULT(stock) + 1);
