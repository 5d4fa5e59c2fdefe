-- name: InsertIgnore :exec
INSERT IGNORE INTO authors (name) VALUES (?);
