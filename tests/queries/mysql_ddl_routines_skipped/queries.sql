-- name: All :many
SELECT id, name FROM people;

-- name: Add :exec
INSERT INTO people (name) VALUES (?);
