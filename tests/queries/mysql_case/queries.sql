-- name: Case :many
SELECT CASE WHEN pages IS NULL THEN 0 ELSE pages END AS p, CASE kind WHEN 'a' THEN 1 ELSE 2 END AS k
FROM books b INNER JOIN authors a ON a.id = b.author_id;
