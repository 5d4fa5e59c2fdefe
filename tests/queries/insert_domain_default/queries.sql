-- name: Add :one
INSERT INTO players (id, name) VALUES (@id, @name) RETURNING *;
