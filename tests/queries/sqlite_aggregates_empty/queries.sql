-- name: All :one
SELECT count(*) AS n, count(age) AS ages, sum(age) AS sum, total(age) AS total, avg(age) AS avg, max(name) AS last, group_concat(name) AS names FROM users;

-- name: Grouped :many
SELECT active, sum(id) AS sum, avg(id) AS avg, min(name) AS first, group_concat(name, ';') AS names, sum(age) AS ages FROM users GROUP BY active;
