-- name: Delete :exec
DELETE FROM authors WHERE id = ?;

-- name: Delete2 :exec
DELETE FROM authors ORDER BY id LIMIT 3;
