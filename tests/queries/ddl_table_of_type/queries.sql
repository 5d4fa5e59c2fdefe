-- name: Homes :many
SELECT * FROM homes;

-- name: Office :one
SELECT street, number, town FROM offices WHERE street = $1 AND number = $2;

-- name: Open :exec
INSERT INTO offices (street, number) VALUES ($1, $2);
