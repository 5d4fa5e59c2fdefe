-- name: Page :many
SELECT id FROM jobs ORDER BY id OFFSET @skip ROWS FETCH NEXT @size ROWS ONLY;

-- name: First :opt
SELECT id FROM jobs ORDER BY id FETCH FIRST ROW ONLY;

-- name: Ties :many
SELECT state FROM jobs ORDER BY state FETCH FIRST 2 ROWS WITH TIES;
