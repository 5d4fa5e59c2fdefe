-- name: Search :many
SELECT id, name FROM authors WHERE name = ? OR bio = ? ORDER BY id LIMIT ? OFFSET ?;

-- name: Put :exec
INSERT INTO authors (id, name, bio) VALUES (?, ?, ?);

-- name: Both :many
SELECT id FROM authors WHERE name = ? AND bio = sqlc.narg(bio);
