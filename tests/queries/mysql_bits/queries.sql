-- name: Bits :many
SELECT pages & 1 AS a, pages | 2 AS b, pages ^ 3 AS c, pages << 1 AS d, ~pages AS e
FROM books;
