-- name: NullSafe :many
SELECT price <=> NULL AS a, pages <=> 3 AS b, pages IS NOT NULL AS c, pages IS TRUE AS d
FROM books;

-- name: NullSafe2 :many
SELECT id FROM books WHERE pages <=> ?;
