-- name: ByEmail :one
SELECT id FROM users WHERE lower(email) = lower(@email);

-- name: ByNick :one
SELECT id FROM users WHERE tenant = @tenant AND nick = @nick AND NOT gone;

-- name: ByNickOfAll :many
SELECT id FROM users WHERE tenant = @tenant AND nick = @nick;

-- name: Rename :one
UPDATE users SET nick = 'x' WHERE lower(email) = @email RETURNING id;
