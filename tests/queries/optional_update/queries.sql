-- name: Clear :execrows
-- @optional title
UPDATE books SET pages = NULL WHERE author_id = @author AND title = @title;
