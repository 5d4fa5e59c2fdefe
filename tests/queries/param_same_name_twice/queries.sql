-- name: Find :many
SELECT id FROM authors WHERE name = @word OR bio = @word;

-- name: Note :exec
UPDATE authors SET bio = @bio WHERE bio <> @bio OR bio IS NULL;
