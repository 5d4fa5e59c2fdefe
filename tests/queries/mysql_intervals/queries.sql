-- name: Intervals :many
SELECT DATE_ADD(published, INTERVAL 1 DAY) AS a, published + INTERVAL 2 HOUR AS b, published - INTERVAL ? DAY AS c, DATE_SUB(born, INTERVAL 1 MONTH) AS d
FROM books JOIN authors ON authors.id = author_id;
