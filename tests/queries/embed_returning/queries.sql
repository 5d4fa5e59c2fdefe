-- name: Add :one
INSERT INTO authors (id, name) VALUES (sqlc.arg(id), sqlc.arg(name)) RETURNING sqlc.embed(authors);
