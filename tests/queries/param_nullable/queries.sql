-- name: Patch :exec
UPDATE authors SET name = coalesce(sqlc.narg(name), name), bio = sqlc.narg('bio') WHERE id = sqlc.arg(id);

-- name: Find :many
SELECT id FROM authors WHERE name = sqlc.arg(name) AND (bio = sqlc.narg(bio) OR sqlc.narg(bio) IS NULL);
