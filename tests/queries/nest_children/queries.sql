-- name: Authors :many
-- @nest books
SELECT authors.id, authors.name, books.id AS book_id, books.title, upper(books.title) AS loud
FROM authors LEFT JOIN books ON books.author_id = authors.id
ORDER BY authors.name, books.id;

-- name: AuthorsWithBooks :many
-- @nest b
SELECT a.id, a.name, b.title FROM authors a JOIN books b ON b.author_id = a.id;
