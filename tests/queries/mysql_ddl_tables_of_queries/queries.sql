-- name: A :many
SELECT * FROM names;

-- name: B :many
SELECT * FROM totals;

-- name: C :many
SELECT * FROM mixed;
