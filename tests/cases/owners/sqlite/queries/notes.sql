-- How many notes the caller has.
-- name: CountOwnNotes :one
-- @route GET /own-notes
SELECT count(*) AS notes
FROM notes
WHERE person_id = @principal AND deleted_at IS NULL;

-- The caller's notes with a word in their title.
-- name: SearchOwnNotes :many
-- @route GET /own-notes/search
SELECT id, title
FROM notes
WHERE person_id = @principal AND title LIKE @word AND deleted_at IS NULL
ORDER BY id;

-- Renames a folder of the caller.
-- name: RenameOwnFolder :execrows
-- @route POST /own-folders/{id}/rename
UPDATE folders
SET name = @name
WHERE id = @id AND person_id = @principal;

-- How many notes there are of everybody.
-- name: CountAllNotes :one
-- @route GET /all-notes
-- @role admin, auditor
SELECT count(*) AS notes
FROM notes;

-- How many articles there are.
-- name: CountArticles :one
-- @route GET /article-count
-- @public
SELECT count(*) AS articles
FROM articles;
