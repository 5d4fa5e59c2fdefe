-- name: Add :one
INSERT INTO authors (id, name, bio) VALUES (sqlc.arg(id), sqlc.arg(name), sqlc.narg(bio)) RETURNING *;

-- name: Rename :one
UPDATE authors SET name = sqlc.arg(name) WHERE id = sqlc.arg(id) RETURNING *;

-- name: Delete :one
DELETE FROM authors WHERE id = sqlc.arg(id) RETURNING *;
