-- name: Deep :many
-- @optional pages, name
WITH long AS (SELECT id, author_id, pages FROM books WHERE pages > @pages)
SELECT l.id, l.pages FROM long l
WHERE EXISTS (SELECT 1 FROM authors a WHERE a.id = l.author_id AND a.name = @name);
