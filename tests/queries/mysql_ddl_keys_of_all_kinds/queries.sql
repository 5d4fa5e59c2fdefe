-- name: One :opt
SELECT * FROM places WHERE code = ? AND zone = ?;

-- name: ByPrefix :many
SELECT id FROM places WHERE title = ?;
