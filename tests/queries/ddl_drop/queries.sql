-- name: A :many
SELECT * FROM a;

-- name: B :many
SELECT * FROM b;

-- name: C :many
SELECT * FROM c;
