-- name: UserVariables :many
SELECT b.id, (@n := 1) AS n FROM books b;
