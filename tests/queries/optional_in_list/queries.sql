-- name: Among :many
-- @optional ids, names
SELECT id, title FROM books WHERE id IN (sqlc.slice(ids)) AND author_id IN (SELECT id FROM authors WHERE name IN (sqlc.slice(names)) AND id > 0);
