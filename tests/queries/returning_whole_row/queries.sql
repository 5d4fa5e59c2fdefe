-- name: Json :one
INSERT INTO users (id, name) VALUES (@id, @name) RETURNING to_jsonb(users) AS body;
