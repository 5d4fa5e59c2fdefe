-- name: Cast :one
SELECT CAST(@word AS TEXT) AS word, CAST(sqlc.narg('n') AS INTEGER) AS n, CAST(@x AS REAL) AS x;
