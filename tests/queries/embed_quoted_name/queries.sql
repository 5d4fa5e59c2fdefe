-- name: Everyone :many
SELECT sqlc.embed('authors') FROM authors ORDER BY name;
