-- name: Filtered :many
SELECT active, sum(id) FILTER (WHERE age > 3) AS sum, count(*) FILTER (WHERE age > 3) AS n, group_concat(name, ', ' ORDER BY id DESC) AS names, count(DISTINCT age) AS ages FROM users GROUP BY active;
