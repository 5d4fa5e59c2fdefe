-- name: Aggregates :many
SELECT COUNT(*) AS n, MAX(price) AS most, SUM(qty) AS total, AVG(price) AS mean, MIN(title) AS first_title
FROM books;

-- name: Aggregates2 :many
SELECT COUNT(DISTINCT author_id, title) AS n FROM books;

-- name: Aggregates3 :many
SELECT STD(price) AS a, STDDEV_SAMP(price) AS b, BIT_OR(pages) AS c, BIT_AND(pages) AS d
FROM books;
