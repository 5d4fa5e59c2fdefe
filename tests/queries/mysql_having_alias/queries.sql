-- name: HavingAlias :many
SELECT author_id, COUNT(*) AS n, SUM(price * qty) AS total
FROM books
GROUP BY author_id
HAVING n > 1 AND total > ?;
