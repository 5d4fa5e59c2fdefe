-- This file is about authors.

-- Above the header.
-- name: ListAuthors :many
-- Below the header, which is where sqlc's users put it.
-- @sqlc-vet-disable
/* A block beside it. */
SELECT id, name -- the name
FROM authors
/* in between */
ORDER BY name; -- after the end

-- name: GetAuthor :one
-- @sqlc-vet-disable sqlc/db-prepare delete-without-where
SELECT id, name, bio FROM authors WHERE id = sqlc.arg('id') LIMIT 1;
