-- name: Names :many
SELECT * FROM names;
