-- name: Oldest :execrows
DELETE FROM orders WHERE placed < ? ORDER BY placed LIMIT ?;

-- name: Quick :exec
DELETE LOW_PRIORITY QUICK IGNORE FROM orders WHERE id = ?;

-- name: Everything :exec
DELETE FROM order_lines;
