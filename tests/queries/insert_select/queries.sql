-- name: Copy :many
INSERT INTO users (id, email, nick) SELECT id, email, nick FROM old_users WHERE email IS NOT NULL RETURNING id, nick;

-- name: One :one
INSERT INTO users (id, email, nick) SELECT @id, o.email, @nick FROM old_users AS o WHERE o.id = @old AND o.email IS NOT NULL RETURNING email, nick;

-- name: Missing :execrows
INSERT INTO users (id, email) SELECT o.id, o.nick FROM old_users AS o WHERE NOT EXISTS (SELECT 1 FROM users AS u WHERE u.id = o.id);

-- name: WithCte :exec
WITH fresh AS (SELECT id, nick FROM old_users WHERE id > @least)
INSERT INTO users (id, email) SELECT id, nick FROM fresh;
