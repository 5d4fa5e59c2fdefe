-- name: Delete :exec
DELETE FROM authors WHERE id = sqlc.arg(id) RETURNING id;

-- name: Call :exec
SELECT lower(sqlc.arg(word));
