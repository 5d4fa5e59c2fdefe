-- name: Collected :many
SELECT email, array_agg(name ORDER BY id) AS names FROM users GROUP BY email;

-- name: Whole :one
SELECT array_agg(DISTINCT name) AS names, array_agg(tags) AS matrix FROM users;

-- name: Filtered :many
SELECT email, array_agg(name) FILTER (WHERE id > 1) AS names FROM users GROUP BY email;

-- name: Defaulted :one
SELECT coalesce(array_agg(name), '{}') AS names, cardinality(coalesce(array_agg(id), '{}')) AS n FROM users;
