-- Adds a comment to a post.
-- name: AddComment :one
-- @route POST /posts/{post_id}/comments
INSERT INTO comments (post_id, user_id, parent_id, body)
VALUES (@post_id, @user_id, @parent_id, @body)
RETURNING id, post_id, user_id, parent_id, body, created_at;

-- The comments of a post with the names of those who said them and what they answer.
-- name: Discussion :many
-- @route GET /posts/{post_id}/discussion
SELECT
  c.id,
  c.parent_id,
  c.body,
  u.name AS said_by,
  parent.body AS answers,
  CASE WHEN c.parent_id IS NULL THEN 'opening' ELSE 'reply' END AS kind
FROM comments c
LEFT JOIN users u ON u.id = c.user_id
LEFT JOIN comments parent ON parent.id = c.parent_id
WHERE c.post_id = @post_id
ORDER BY c.id
LIMIT 200;
