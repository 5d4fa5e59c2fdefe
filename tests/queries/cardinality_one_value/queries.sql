-- name: InOne :one
SELECT email FROM users WHERE id IN (@id);

-- name: InTwo :many
SELECT email FROM users WHERE id IN (@first, @second);

-- name: InList :many
SELECT email FROM users WHERE id IN (sqlc.slice(ids));

-- name: Oldest :one
SELECT email FROM users WHERE id = (SELECT min(u.id) FROM users AS u);

-- name: OwnBoss :many
SELECT email FROM users WHERE id = (SELECT u.boss FROM users AS u WHERE u.id = users.boss);

-- name: Pair :one
SELECT boss FROM users WHERE (id, email) = (@id, @email);
