-- What the club is about.
-- name: Motto :one
-- @public
-- @route GET /motto
SELECT title FROM notices ORDER BY id LIMIT 1;
