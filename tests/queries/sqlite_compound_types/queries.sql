-- name: Union :many
SELECT id, name AS text FROM users UNION ALL SELECT views, body FROM posts;

-- name: Mixed :many
SELECT id FROM users UNION SELECT name FROM users;

-- name: Except :many
SELECT id FROM users EXCEPT SELECT age FROM users;

-- name: Intersect :many
SELECT age FROM users INTERSECT SELECT views FROM posts;

-- name: Ordered :many
SELECT name FROM users UNION SELECT title FROM posts ORDER BY name COLLATE NOCASE LIMIT 5;
