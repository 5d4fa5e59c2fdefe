-- name: All :many
SELECT * FROM renamed;

-- name: Add :exec
INSERT INTO renamed (id, a, c) VALUES ($1, $2, $3);
