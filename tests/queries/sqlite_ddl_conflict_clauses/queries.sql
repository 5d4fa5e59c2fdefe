-- name: Get :one
SELECT * FROM t WHERE b = @b;
