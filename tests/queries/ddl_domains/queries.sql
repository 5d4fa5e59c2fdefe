-- name: Users :many
SELECT * FROM users;

-- name: Add :exec
INSERT INTO users (id, main, work, others, labels) VALUES ($1, $2, $3, $4, $5);

-- name: ByAddress :one
SELECT id FROM users WHERE main = $1 AND labels = $2 LIMIT 1;

-- name: Expressions :many
SELECT main || '!' AS loud, coalesce(work, main, 'none') AS any_of_them, max(main) OVER () AS last, ARRAY[main] AS list,
  $1::email AS given, NULLIF(main, work) AS other
FROM users;

-- name: Gathered :one
SELECT array_agg(main) AS all_of_them, count(DISTINCT work) AS different FROM users;

-- name: FromView :many
SELECT a.main, a.loud FROM users u LEFT JOIN addresses a ON a.id = u.id + 1;
