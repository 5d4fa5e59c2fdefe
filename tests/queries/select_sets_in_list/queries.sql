-- name: Alone :many
SELECT id, unnest(ARRAY['a', 'b']) AS letter FROM users;

-- The shorter list is filled with NULL.
-- name: Padded :many
SELECT generate_series(1, 3) AS n, unnest(ARRAY['a']) AS letter;

-- name: InExpression :many
SELECT id, generate_series(1, 3) * 10 AS n, upper(unnest(tags)) AS tag FROM users;

-- name: Grouped :many
SELECT unnest(tags) AS tag, count(*) FROM users GROUP BY tag ORDER BY 2 DESC;

-- name: Filtered :many
SELECT id FROM users WHERE id > ALL (SELECT unnest(scores));
