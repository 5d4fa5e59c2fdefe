-- name: Same :many
SELECT id FROM users WHERE age IS @age;

-- name: Others :many
SELECT id FROM users WHERE email IS NOT @email;

-- name: Words :many
SELECT age IS 3 AS a, age IS NOT NULL AS b, age ISNULL AS c, age NOTNULL AS d, age == 3 AS e, age IS DISTINCT FROM id AS f FROM users;
