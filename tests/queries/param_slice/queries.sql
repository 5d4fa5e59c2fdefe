-- name: Among :many
SELECT id, name FROM authors WHERE id IN (sqlc.slice(ids));

-- name: Outside :many
SELECT id FROM authors WHERE name NOT IN (sqlc.slice('names')) AND id > sqlc.arg(least);

-- name: Drop :exec
DELETE FROM authors WHERE id IN (sqlc.slice("ids"));
