-- name: FullText :many
SELECT id, MATCH (name) AGAINST (? IN BOOLEAN MODE) AS score
FROM authors
WHERE MATCH (name) AGAINST ('x');
