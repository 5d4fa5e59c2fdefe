-- name: AddDefault :one
INSERT INTO d DEFAULT VALUES RETURNING *;

-- name: AddOne :one
INSERT INTO d (c) VALUES (@c) RETURNING a, b, c, h;
