-- name: One :many
-- @optional id
SELECT title, pages FROM books WHERE id = @id AND pages > 1;

-- name: Left :many
-- @optional pages
SELECT a.name, b.pages FROM authors a LEFT JOIN books b ON b.author_id = a.id AND b.pages = @pages WHERE b.id > 0;
