-- The columns are called as the first row is written.
-- name: Star :many
SELECT * FROM (VALUES (1, 'x', -2.5), (2, NULL, 0)) v;

-- name: Named :many
WITH v (a, b) AS (VALUES (1, 'x'), (2, NULL)) SELECT b, a FROM v;
