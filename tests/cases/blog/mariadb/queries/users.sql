-- Every author with the number of published posts and the minutes it takes to read them.
-- name: AuthorStatistics :many
-- @route GET /statistics/authors
SELECT
  u.id,
  u.name,
  count(p.id) AS posts,
  coalesce(sum(p.reading_minutes), 0) AS minutes,
  avg(p.rating) AS rating,
  max(p.published_at) AS latest
FROM users u
LEFT JOIN posts p ON p.user_id = u.id AND p.status = 'published'
GROUP BY u.id, u.name
ORDER BY posts DESC, u.id;

-- What the sign-in service needs to check a password.
-- name: Credentials :opt
SELECT id, role, password_hash FROM users WHERE email = @email;

-- How many people there are.
-- name: CountUsers :one
SELECT count(*) FROM users;

-- Removes people who never wrote a post or a comment and came before a day.
-- name: RemoveIdleUsers :execrows
DELETE FROM users
WHERE created_at < @before
  AND NOT EXISTS (SELECT 1 FROM posts WHERE posts.user_id = users.id)
  AND id NOT IN (SELECT user_id FROM comments WHERE user_id IS NOT NULL);
