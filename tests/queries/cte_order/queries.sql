-- Recursive expressions see those that come later.
-- name: Forward :many
WITH RECURSIVE first AS (SELECT id FROM second), second AS (SELECT id FROM nodes) SELECT id FROM first;

-- An inner WITH hides an outer one.
-- name: Hidden :many
WITH t AS (SELECT 1 AS x)
SELECT s.y, t.x FROM (WITH t AS (SELECT 'a' AS y) SELECT y FROM t) AS s, t;

-- And both hide a table.
-- name: OverTable :many
WITH nodes AS (SELECT 5 AS q) SELECT q FROM nodes;
