-- name: Ordered :many
SELECT id, age FROM users ORDER BY age DESC NULLS LAST, email COLLATE NOCASE NULLS FIRST, 1;
