-- name: Books :many
-- @nest pages
SELECT b.id, b.title, a.id AS author_id, a.name, pages.number, pages.body
FROM books b JOIN authors a ON a.id = b.author_id LEFT JOIN pages ON pages.book_id = b.id
WHERE EXISTS (SELECT 1 FROM books other WHERE other.author_id = a.id AND other.id <> b.id);
