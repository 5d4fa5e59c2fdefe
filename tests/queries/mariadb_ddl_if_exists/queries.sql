-- name: All :many
SELECT * FROM parts;
