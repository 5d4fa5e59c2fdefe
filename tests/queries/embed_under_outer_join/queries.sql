-- name: AuthorsAndBooks :many
SELECT sqlc.embed(a), sqlc.embed(b)
FROM authors a LEFT JOIN books b ON b.author_id = a.id;

-- name: AuthorsWithBooks :many
SELECT sqlc.embed(a), sqlc.embed(b)
FROM authors a LEFT JOIN books b ON b.author_id = a.id WHERE b.title <> '';
