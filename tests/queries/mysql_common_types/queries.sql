-- name: CommonTypes :many
SELECT COALESCE(qty, pages) AS a, COALESCE(pages, books.id) AS b, COALESCE(price, pages) AS c, COALESCE(price, score) AS d, IFNULL(published, created_at) AS e, COALESCE(pages, title) AS f
FROM books JOIN authors ON authors.id = author_id;
