-- name: Replace :exec
REPLACE INTO authors (id, name) VALUES (?, ?);

-- name: Replace2 :exec
REPLACE authors SET name = ?;
