-- name: Zero :exec
WITH old AS (SELECT id FROM users WHERE age > @age) UPDATE posts SET views = 0 WHERE user_id IN old;

-- name: Remove :exec
WITH old AS (SELECT id FROM users WHERE age > @age) DELETE FROM posts WHERE user_id IN (SELECT id FROM old);

-- name: Copy :exec
WITH src (id, title) AS (SELECT id, name FROM users) INSERT INTO posts (user_id, title) SELECT id, title FROM src;
