-- name: All :many
SELECT id, title FROM books ORDER BY id;

-- name: Every :stream
SELECT id, title FROM books;

-- name: Of :batchmany
SELECT id, title, pages FROM books WHERE author_id = sqlc.arg(author);

-- name: Which :batchone
SELECT title FROM books WHERE id = sqlc.arg(id);

-- name: Perhaps :opt
SELECT title FROM books WHERE id = sqlc.arg(id);
