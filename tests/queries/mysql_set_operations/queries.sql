-- name: SetOperations :many
SELECT id FROM authors UNION SELECT id FROM books ORDER BY id LIMIT 5;

-- name: SetOperations2 :many
SELECT name FROM authors UNION ALL SELECT title FROM books;

-- name: SetOperations3 :many
SELECT id FROM authors EXCEPT SELECT author_id FROM books;
