-- name: Touch :many
WITH seen AS (UPDATE posts SET seen = now() WHERE views > 0 RETURNING id, seen, views)
SELECT p.id, p.title, seen.seen, seen.views FROM posts AS p LEFT JOIN seen ON seen.id = p.id;

-- name: Inner :many
WITH seen AS (UPDATE posts SET seen = now() WHERE views > 0 RETURNING id, seen, views)
SELECT seen.id, seen.seen, seen.views FROM seen;
