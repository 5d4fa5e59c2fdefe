-- name: Casts :many
SELECT CAST(price AS SIGNED) AS a, CAST(pages AS CHAR) AS b, CAST(title AS UNSIGNED) AS c, CAST(price AS DECIMAL(10,1)) AS d, CAST(title AS DATE) AS e, CONVERT(price, SIGNED) AS f, CONVERT(title USING utf8mb4) AS g, BINARY title AS h
FROM books;
