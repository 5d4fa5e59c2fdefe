-- name: Written :many
-- @optional title
SELECT a.id, b.title, b.pages
FROM authors a LEFT JOIN books b ON b.author_id = a.id AND b.title = @title AND b.pages > 10
ORDER BY a.id, b.id;

-- name: Any :many
-- @optional title
SELECT a.id, b.title FROM authors a JOIN books b ON b.title = @title;
