-- name: Search :many
SELECT id, name FROM authors WHERE name = $1 OR bio = $1 ORDER BY id LIMIT $3 OFFSET $2;

-- name: Put :exec
INSERT INTO authors (id, name, bio) VALUES ($3, $1, $2);
