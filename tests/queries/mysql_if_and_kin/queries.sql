-- name: IfAndKin :many
SELECT IF(price > 10, 'dear', 'cheap') AS c, IFNULL(price, 0) AS p, NULLIF(pages, 0) AS q, COALESCE(bio, name) AS b
FROM books JOIN authors ON authors.id = books.author_id;
