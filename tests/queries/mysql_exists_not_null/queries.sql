-- name: ExistsNotNull :many
SELECT a.name, EXISTS(SELECT 1 FROM books b WHERE b.author_id = a.id) AS has, a.bio IS NULL AS silent FROM authors a;
