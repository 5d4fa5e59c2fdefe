-- name: Plain :many
SELECT * FROM plain;

-- name: AddPlain :exec
INSERT INTO plain (id, name, after) VALUES ($1, $2, $3);

-- name: AddWhole :exec
INSERT INTO whole (note) VALUES ($1);

-- name: ByKey :one
SELECT name FROM exact WHERE id = $1;

-- name: ByNote :one
SELECT name FROM exact WHERE note = $1;
