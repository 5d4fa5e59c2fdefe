-- name: Pages :many
-- @paginate
SELECT id, title FROM books WHERE author_id = @author ORDER BY id;

-- name: Chosen :many
-- @orderby title, id desc
-- @paginate
-- @optional author
SELECT id, title FROM books WHERE author_id = @author;
