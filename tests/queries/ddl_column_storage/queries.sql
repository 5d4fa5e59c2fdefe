-- name: Documents :many
SELECT * FROM documents;
