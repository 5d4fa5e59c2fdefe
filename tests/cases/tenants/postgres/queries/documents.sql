-- name: Titles :many
-- @route GET /titles
SELECT title FROM documents ORDER BY id;

-- name: Retitle :execrows
-- @route POST /titles
UPDATE documents SET title = @title;

-- name: Slowly :one
-- @route GET /slowly
SELECT count(*) AS documents FROM documents, pg_sleep(2);
