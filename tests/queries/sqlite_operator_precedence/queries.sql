-- `<` binds closer than `=`, and `=`, IS, LIKE and BETWEEN are read from the left.
-- name: Compared :many
SELECT paid = 1 < 2 AS a, amount IS NULL = 1 AS b, code LIKE 'x%' = 1 AS c, amount < paid = 0 AS d
FROM orders;

-- `||` and `->>` bind closer than `*` and than comparisons.
-- name: Joined :many
SELECT '1' || paid * 2 AS doubled, extra ->> '$.size' = 'big' AS big, -paid || '' AS text, ~paid * 2 AS bits
FROM orders;

-- The AND of BETWEEN closes what stands before it.
-- name: Between :many
SELECT amount BETWEEN 1 = 1 AND paid AS within, amount NOT BETWEEN 1 AND 3 AND paid AS both_hold FROM orders;

-- name: RowsCompared :one
SELECT (1, 2) < (3, 4) = (1 < 2) AS same;

-- A column is named by all of its text.
-- name: Unnamed :many
SELECT paid = 1 IS NULL, NOT paid = 1 FROM orders;
