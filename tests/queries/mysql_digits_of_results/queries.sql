-- name: Rounded :many
SELECT ROUND(pages, -1) AS a, ROUND(pages) AS b, ROUND(id, -1) AS c, ROUND(author_id, -2) AS d, TRUNCATE(pages, -1) AS e, ABS(-1) AS f,
  author_id DIV 2 AS g, qty DIV 2 AS h, pages DIV 2 AS i, MOD(-5, 2) AS j
FROM books;
