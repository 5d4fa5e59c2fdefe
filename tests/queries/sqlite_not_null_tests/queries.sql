-- name: Tests :many
SELECT id, age ISNULL AS a, age NOTNULL AS b, age NOT NULL AS c, NOT NULL AS d FROM users WHERE email NOT NULL;

-- name: Narrowed :many
SELECT age, email FROM users WHERE age NOTNULL AND (email ISNULL OR email > name);
