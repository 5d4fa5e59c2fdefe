-- name: InsertDuplicateKey :exec
INSERT INTO authors (id, name) VALUES (?, ?)
ON DUPLICATE KEY UPDATE name = VALUES(name), active = active + 1;

-- name: InsertDuplicateKey2 :exec
INSERT INTO authors (name, rating) VALUES (?, ?)
ON DUPLICATE KEY UPDATE rating = ?, id = LAST_INSERT_ID(id);
