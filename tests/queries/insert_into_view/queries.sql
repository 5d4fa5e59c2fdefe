-- name: Add :one
INSERT INTO active_users (user_id, mail, nick) VALUES (@id, @mail, @nick) RETURNING *;

-- name: Deep :one
INSERT INTO people VALUES (@id, @mail) RETURNING user_id, mail;

-- name: Change :one
UPDATE active_users SET mail = @mail, nick = 'x' WHERE user_id = @id RETURNING mail, nick, low;

-- name: Upsert :one
INSERT INTO active_users (user_id, mail) VALUES (@id, @mail)
ON CONFLICT (user_id) DO UPDATE SET mail = EXCLUDED.mail RETURNING user_id;

-- name: Remove :execrows
DELETE FROM people WHERE mail = @mail;
