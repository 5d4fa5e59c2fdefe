-- name: Oldest :one
SELECT name, max(age) AS age FROM users;

-- name: EachGroup :many
SELECT active, name, min(age) AS age FROM users GROUP BY active;
