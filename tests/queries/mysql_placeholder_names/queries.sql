-- name: PlaceholderNames :many
SELECT name FROM authors WHERE id = :id OR name = sqlc.arg(wanted);

-- name: PlaceholderNames2 :many
SELECT name FROM authors WHERE id IN (sqlc.slice(ids));
