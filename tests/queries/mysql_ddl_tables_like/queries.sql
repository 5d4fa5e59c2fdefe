-- name: Copy :many
SELECT * FROM copies;

-- name: Copy2 :many
SELECT * FROM more_copies;

-- name: Add :exec
INSERT INTO copies (name) VALUES (?);
