-- name: Scalars :many
SELECT (SELECT count(*) FROM posts WHERE posts.user_id = users.id) AS n, (SELECT title FROM posts WHERE posts.user_id = users.id LIMIT 1) AS title, (SELECT max(views) FROM posts) AS best, EXISTS (SELECT 1 FROM posts) AS any FROM users;

-- name: Correlated :many
SELECT id FROM users WHERE age > (SELECT avg(other.age) FROM users AS other WHERE other.active = users.active);
