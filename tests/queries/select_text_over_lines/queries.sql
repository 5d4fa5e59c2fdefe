-- name: Note :many
-- @optional name
SELECT id, 'one  

two' AS words FROM authors WHERE name = @name;
