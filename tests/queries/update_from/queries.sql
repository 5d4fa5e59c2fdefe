-- name: Apply :many
UPDATE users SET score = s.points FROM scores AS s WHERE s.user_id = users.id AND s.at = @at RETURNING users.id, score;

-- name: Known :many
UPDATE users SET score = s.points FROM scores AS s WHERE s.user_id = users.id AND s.points IS NOT NULL RETURNING id, score, name;

-- name: Single :one
UPDATE users AS u SET score = u.score + 1 FROM scores AS s WHERE u.id = @id AND s.user_id = u.id RETURNING id, score;
