-- name: Defaults :many
SELECT coalesce(age, 0) AS a, ifnull(email, '') AS b, coalesce(age, score) AS c, coalesce(age, 'none') AS d, nullif(name, '') AS e, coalesce(NULL, email, name) AS f FROM users;

-- name: Param :many
SELECT id FROM users WHERE age > ifnull(@age, 0);
