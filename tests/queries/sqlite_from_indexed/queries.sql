-- name: By :many
SELECT id FROM users INDEXED BY users_age WHERE age > @age;

-- name: Not :many
SELECT id FROM users AS u NOT INDEXED WHERE u.age > @age;

-- name: Change :exec
UPDATE users INDEXED BY users_age SET score = 1 WHERE age = @age;
