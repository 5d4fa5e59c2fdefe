-- name: JsonArrows :many
SELECT meta->'$.a' AS a, meta->>'$.a' AS b FROM authors;
