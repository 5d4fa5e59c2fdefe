-- name: Comma :many
SELECT id FROM orders ORDER BY id LIMIT ?, ?;

-- name: Offset :many
SELECT id FROM orders ORDER BY id LIMIT ? OFFSET ?;

-- name: Named :many
SELECT id FROM orders ORDER BY id LIMIT sqlc.arg('skip'), sqlc.arg('count');

-- name: One :opt
SELECT id FROM orders LIMIT 0, 1;
