-- name: Add :one
INSERT INTO users (name, age) VALUES (@name, @age) RETURNING id, rowid AS row, upper(name) AS loud, age + 1 AS older;

-- name: Change :opt
UPDATE users SET age = age + 1 WHERE id = @id RETURNING *;

-- name: Remove :opt
DELETE FROM users WHERE id = @id RETURNING name, email;
