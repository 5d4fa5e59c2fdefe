-- name: All :many
SELECT id, address, address6, UUID() AS fresh FROM hosts WHERE id = ? AND address = ?;

-- name: Add :exec
INSERT INTO hosts (address, address6) VALUES (?, ?);
