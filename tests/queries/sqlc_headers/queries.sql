-- name: Plain :many
SELECT id FROM authors;

/* name: InBlock :one */
SELECT name FROM authors WHERE id = sqlc.arg(id);

--name: Tight :many
SELECT id, name FROM authors;

--   name:   Spaced    :one
SELECT bio FROM authors WHERE id = sqlc.arg(id);

-- name: Remarked :exec -- the row goes
DELETE FROM authors WHERE id = sqlc.arg(id);

/*
 name: OverLines :execrows
*/
DELETE FROM authors WHERE name = sqlc.arg(name)
