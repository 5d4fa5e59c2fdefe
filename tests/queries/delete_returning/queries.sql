-- name: One :opt
DELETE FROM users WHERE email = @email RETURNING id, nick;

-- name: Named :many
DELETE FROM users WHERE nick IS NOT NULL RETURNING nick, age;

-- name: Rows :execrows
DELETE FROM users WHERE id IN (SELECT id FROM users WHERE age < @age);
