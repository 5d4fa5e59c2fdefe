-- name: Words :one
INSERT INTO users (id, email, nick) VALUES (@id, @email, @nick)
RETURNING upper(email) AS shout, coalesce(nick, email) AS shown, id + 1 AS next, (SELECT count(*) FROM users) AS known;

-- name: Stars :one
UPDATE users SET age = @age WHERE id = @id RETURNING users.*, age * 2 AS twice;
