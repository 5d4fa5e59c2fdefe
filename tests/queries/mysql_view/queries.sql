-- name: View :many
SELECT n, name FROM v WHERE id = ?;
