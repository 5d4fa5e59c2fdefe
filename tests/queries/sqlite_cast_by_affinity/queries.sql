-- name: Casts :many
SELECT CAST(age AS TEXT) AS a, CAST(name AS INTEGER) AS b, CAST(score AS DECIMAL(10, 2)) AS c, CAST(name AS BLOB) AS d, CAST(age AS UNSIGNED BIG INT) AS e, CAST(name AS DOUBLE PRECISION) AS f, CAST(active AS BOOLEAN) AS g FROM users;

-- name: Param :many
SELECT id FROM users WHERE age > CAST(@age AS INTEGER);
