-- name: Rename :one
-- @tx
-- @param word text
UPDATE authors SET bio = coalesce(@word, bio) WHERE id = @id;
UPDATE authors SET name = @name WHERE id = @id RETURNING id, name, bio
