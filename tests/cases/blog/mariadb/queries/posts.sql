-- The ten newest published posts of an author, with the author's name.
-- name: NewestPosts :many
-- @route GET /users/{author_id}/newest-posts
SELECT p.id, p.slug, p.title, u.name AS author, p.published_at
FROM posts p
JOIN users u ON u.id = p.user_id
WHERE p.user_id = @author_id AND p.status = 'published'
ORDER BY p.published_at DESC, p.id DESC
LIMIT 10;

-- Published posts, newest first; each condition falls away when its value is absent.
-- name: SearchPosts :many
-- @route GET /search
-- @optional author_id
-- @optional since
-- @optional title
SELECT p.id, p.slug, p.title, p.rating, p.published_at
FROM posts p
WHERE p.status = 'published'
  AND p.user_id = @author_id
  AND p.published_at >= @since
  AND p.title LIKE @title
ORDER BY p.published_at DESC, p.id DESC
LIMIT 50;

-- A post by its name in addresses, with how many comments it has.
-- name: PostBySlug :opt
-- @route GET /articles/{slug}
SELECT
  p.id,
  p.title,
  p.body,
  p.price,
  u.name AS author,
  coalesce(u.bio, '') AS author_bio,
  (SELECT count(*) FROM comments c WHERE c.post_id = p.id) AS comment_count
FROM posts p
JOIN users u ON u.id = p.user_id
WHERE p.slug = @slug;

-- Publishes a draft. A post that is out already stays as it is.
-- name: PublishPost :execrows
-- @route POST /posts/{id}/publish
UPDATE posts
SET status = 'published', published_at = coalesce(published_at, now())
WHERE id = @id AND status = 'draft';

-- Sets what the editors say among themselves.
-- name: SetModerationNote :exec
UPDATE posts SET moderation_note = @note WHERE id = @id;

-- The posts with these keys, in the order of their keys.
-- name: PostsByIds :many
SELECT * FROM posts WHERE id IN (sqlc.slice(ids)) ORDER BY id;
