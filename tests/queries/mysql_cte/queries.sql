-- name: Cte :many
WITH t AS (SELECT author_id, COUNT(*) AS n FROM books GROUP BY author_id) SELECT a.name, t.n FROM authors a LEFT JOIN t ON t.author_id = a.id;
