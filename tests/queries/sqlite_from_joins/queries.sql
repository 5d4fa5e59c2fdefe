-- name: Full :many
SELECT users.name, posts.title FROM users FULL JOIN posts ON posts.user_id = users.id;

-- name: Cross :many
SELECT users.name, posts.title FROM users CROSS JOIN posts ON posts.user_id = users.id;

-- name: Nested :many
SELECT u.name, p.title, q.title AS other FROM users u LEFT JOIN (posts p JOIN posts q ON q.id > p.id) ON p.user_id = u.id;

-- name: Natural :many
SELECT id, name, title FROM users NATURAL LEFT JOIN posts;

-- name: Using :many
SELECT id, users.id AS a, posts.id AS b FROM users RIGHT JOIN posts USING (id);
