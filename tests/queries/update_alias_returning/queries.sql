-- name: OwnName :opt
UPDATE users AS u SET score = u.score + 1 WHERE u.id = @id RETURNING users.id, score;

-- name: Inserted :one
INSERT INTO users AS u (id, score) VALUES (@id, 1) ON CONFLICT (id) DO UPDATE SET score = u.score + 1 RETURNING users.score;
