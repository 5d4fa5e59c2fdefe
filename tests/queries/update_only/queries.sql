-- name: Rename :one
UPDATE ONLY items SET name = @name WHERE id = @id RETURNING items.name;

-- name: Remove :opt
DELETE FROM ONLY items WHERE id = @id RETURNING name;

-- name: List :many
SELECT name FROM ONLY items;
