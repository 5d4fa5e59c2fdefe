-- name: Unchanged :many
UPDATE users SET active = false WHERE nick IS NOT NULL AND age > @age RETURNING id, nick, age;

-- name: Changed :many
UPDATE users SET nick = @nick WHERE nick = 'x' RETURNING nick;

-- name: Set :many
UPDATE users SET nick = 'x', age = id + 1 WHERE id > @id RETURNING nick, age;

-- name: FromOwn :many
UPDATE users SET nick = lower(nick), age = age + 1 WHERE nick IS NOT NULL RETURNING nick, age;
