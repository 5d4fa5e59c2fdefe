-- name: Paths :many
WITH RECURSIVE tree(id, path) AS (
  SELECT id, ARRAY[name] FROM nodes WHERE parent_id IS NULL
  UNION ALL
  SELECT n.id, tree.path || n.name FROM nodes AS n JOIN tree ON n.parent_id = tree.id
)
SELECT id, path, array_to_string(path, '/') AS whole FROM tree;

-- name: Nested :many
WITH RECURSIVE t(n) AS (
  SELECT 1 UNION ALL (WITH step AS (SELECT n FROM t) SELECT n + 1 FROM step WHERE n < 4)
)
SELECT n FROM t;

-- name: Numbers :one
WITH RECURSIVE t(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM t WHERE n < 100) SELECT count(n) AS total FROM t;
