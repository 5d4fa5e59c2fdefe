-- name: Comma :many
SELECT id FROM users ORDER BY id LIMIT @skip, @count;

-- name: Offset :many
SELECT id FROM users ORDER BY id LIMIT @count OFFSET @skip;

-- name: One :one
SELECT id FROM users ORDER BY id LIMIT 1;

-- name: Unlimited :many
SELECT id FROM users LIMIT -1 OFFSET 3;
