-- name: Aliases :many
SELECT rowid, _rowid_ AS second, oid AS third, a FROM plain WHERE rowid = @row;

-- name: OfKey :one
SELECT users.rowid, users.id FROM users WHERE rowid = @id;

-- name: Change :exec
UPDATE plain SET a = @a WHERE rowid = @row;
