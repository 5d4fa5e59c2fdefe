-- name: Copy :exec
UPDATE users SET name = p.title FROM posts AS p WHERE p.user_id = users.id AND p.id = @post;

-- name: Score :many
UPDATE users AS u SET score = s.rating FROM (SELECT user_id, avg(rating) AS rating FROM posts GROUP BY user_id) AS s WHERE s.user_id = u.id RETURNING id, score;

-- name: OrIgnore :exec
UPDATE OR IGNORE users SET email = @email WHERE id = @id;
