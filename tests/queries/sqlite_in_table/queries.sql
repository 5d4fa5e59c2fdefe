-- name: Allowed :many
SELECT id, name FROM users WHERE name NOT IN banned;

-- name: Listed :many
SELECT id FROM users WHERE id IN (SELECT value FROM json_each(@ids));
