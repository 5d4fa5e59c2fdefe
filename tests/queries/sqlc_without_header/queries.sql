SELECT count(*) FROM authors;

-- name: GetAuthor :one
SELECT id, name FROM authors WHERE id = sqlc.arg(id);

-- A remark, not a header.
DELETE FROM authors;
