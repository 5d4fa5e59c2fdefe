-- name: NumberFunctions :many
SELECT ABS(pages) AS a, ROUND(price) AS b, ROUND(price, 1) AS c, MOD(pages, 3) AS d, POW(pages, 2) AS e, SQRT(pages) AS f, SIGN(pages) AS g, GREATEST(pages, 3) AS h, LEAST(price, 2) AS i
FROM books;
