-- name: Joined :many
UPDATE users AS u SET score = s.points
FROM scores AS s LEFT JOIN badges AS b ON b.id = s.badge
WHERE s.user_id = u.id
RETURNING u.*, s.points, b.title;

-- name: FromSelect :many
UPDATE users SET score = best.points
FROM (SELECT user_id, max(points) AS points FROM scores GROUP BY user_id) AS best
WHERE best.user_id = users.id AND best.points > 3
RETURNING *;
