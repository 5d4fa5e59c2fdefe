-- name: Arithmetic :many
SELECT id + 1 AS a, id * 2 AS b, pages / 2 AS c, pages DIV 2 AS d, pages % 2 AS e, pages MOD 2 AS f, -pages AS g, qty + 1 AS h, price * 2 AS i, score + 1 AS j
FROM books;
