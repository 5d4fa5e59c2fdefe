-- name: Embedded :many
SELECT sqlc.embed(o), sqlc.embed(c) FROM orders o LEFT JOIN customers c ON c.id = o.customer_id AND c.level > 1
WHERE o.state = sqlc.arg('state') AND (sqlc.narg('since') IS NULL OR o.placed >= sqlc.narg('since'));

-- name: Lists :many
SELECT id FROM orders WHERE id IN (sqlc.slice(ids)) AND state IN (sqlc.slice('states')) AND total BETWEEN sqlc.arg(low) AND sqlc.arg(high);

-- name: Words :many
SELECT id FROM orders WHERE remark LIKE CONCAT('%', sqlc.arg(word), '%') AND (placed, id) < (@placed, @id) LIMIT ?;

-- name: Patch :exec
UPDATE customers SET name = COALESCE(sqlc.narg('name'), name), level = IF(sqlc.arg(up) > 3, 1, level), parent_id = sqlc.narg(parent) WHERE id = sqlc.arg('id');
