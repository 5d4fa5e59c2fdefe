-- Gives an author's books to another.
-- name: Merge :execrows
-- @tx
UPDATE books SET author_id = @kept WHERE author_id = @gone;
-- then
UPDATE authors SET bio = @bio WHERE id = @kept;
DELETE FROM authors WHERE id = @gone;

-- name: After :many
SELECT id FROM authors;
