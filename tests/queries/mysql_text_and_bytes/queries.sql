-- name: All :many
SELECT * FROM documents;

-- name: Put :exec
INSERT INTO documents (code, name, body, hash, file) VALUES (?, ?, ?, ?, ?);

-- name: Find :one
SELECT body, file FROM documents WHERE hash = ? AND code = ?;
