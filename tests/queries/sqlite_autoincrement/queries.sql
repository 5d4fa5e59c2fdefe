-- name: Add :one
INSERT INTO notes (body) VALUES (@body) RETURNING id;

-- name: Log :one
INSERT INTO logs (line) VALUES (@line) RETURNING *;

-- name: Next :many
SELECT name, seq FROM sqlite_sequence;
