-- name: Rollup :many
SELECT author_id, SUM(qty) AS total FROM books GROUP BY author_id WITH ROLLUP;
