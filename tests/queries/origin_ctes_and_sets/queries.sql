-- name: Cte :many
WITH known AS (SELECT id, coalesce(secret, name) AS best FROM users) SELECT id, best FROM known;

-- name: Sets :many
SELECT name FROM users UNION SELECT secret FROM users;

-- name: Nested :many
SELECT t.n FROM (SELECT length(u.secret) AS n FROM users AS u) AS t;

-- name: Value :many
SELECT id, (SELECT max(u.secret) FROM users AS u WHERE u.id < users.id) AS before FROM users;
