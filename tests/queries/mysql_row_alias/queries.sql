-- name: RowAlias :exec
INSERT INTO authors (id, name) VALUES (?, ?) AS fresh
ON DUPLICATE KEY UPDATE name = fresh.name;
