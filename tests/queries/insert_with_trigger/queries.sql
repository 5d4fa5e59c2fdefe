-- name: Add :opt
INSERT INTO users (id, email, nick) VALUES (@id, @email, 'x') RETURNING slug, nick;

-- name: Change :opt
UPDATE users SET nick = 'y' WHERE id = @id AND nick IS NOT NULL RETURNING nick;
