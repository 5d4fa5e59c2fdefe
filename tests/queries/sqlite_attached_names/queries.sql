-- name: Main :many
SELECT main.users.id, users.name FROM main.users WHERE main.users.age > @age;

-- name: Change :exec
UPDATE main.users SET age = @age WHERE id = @id;

-- name: Remove :exec
DELETE FROM main.users WHERE id = @id;
