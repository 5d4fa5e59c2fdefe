-- name: Locks :many
SELECT id FROM books WHERE id = ? FOR UPDATE;

-- name: Locks2 :many
SELECT id FROM books WHERE id = ? LOCK IN SHARE MODE;
