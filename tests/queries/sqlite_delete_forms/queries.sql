-- name: All :exec
DELETE FROM posts;

-- name: Old :many
DELETE FROM posts WHERE user_id IN (SELECT id FROM users WHERE joined < @before) RETURNING id, title;

-- name: Aliased :execrows
DELETE FROM posts AS p WHERE p.views < @views AND NOT EXISTS (SELECT 1 FROM users WHERE users.id = p.user_id);
