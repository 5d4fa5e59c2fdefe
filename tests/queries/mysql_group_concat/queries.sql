-- name: GroupConcat :many
SELECT GROUP_CONCAT(DISTINCT title
ORDER BY title DESC SEPARATOR ', ') AS titles
FROM books
GROUP BY author_id;

-- name: GroupConcat2 :many
SELECT GROUP_CONCAT(title ORDER BY id) AS titles FROM books;
