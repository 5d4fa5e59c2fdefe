-- The tags that most published posts carry.
-- name: PopularTags :many
WITH uses AS (
  SELECT pt.tag_id, count(*) AS posts
  FROM post_tags pt
  JOIN posts p ON p.id = pt.post_id
  WHERE p.status = 'published'
  GROUP BY pt.tag_id
)
SELECT t.id, t.name, uses.posts
FROM tags t
JOIN uses ON uses.tag_id = t.id
ORDER BY uses.posts DESC, t.name
LIMIT @max_tags;
