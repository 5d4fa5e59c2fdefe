-- name: Page :many
SELECT id FROM orders ORDER BY id OFFSET ? ROWS FETCH NEXT ? ROWS ONLY;

-- name: First :opt
SELECT id FROM orders ORDER BY id FETCH FIRST ROW ONLY;

-- name: Ties :many
SELECT id, total FROM orders ORDER BY total FETCH FIRST 3 ROWS WITH TIES;
