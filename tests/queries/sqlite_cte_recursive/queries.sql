-- name: Tree :many
WITH RECURSIVE tree (id, path, depth) AS (
  SELECT id, name, 0 FROM parts WHERE parent_id IS NULL
  UNION ALL
  SELECT parts.id, tree.path || '/' || parts.name, tree.depth + 1 FROM parts JOIN tree ON parts.parent_id = tree.id
  ORDER BY 3 LIMIT 100
)
SELECT id, path, depth FROM tree;

-- name: Count :many
WITH count (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM count WHERE n < @last) SELECT n FROM count;

-- name: Days :many
WITH days (day) AS (VALUES (date('2024-01-01')) UNION ALL SELECT date(day, '+1 day') FROM days WHERE day < '2024-01-31') SELECT day FROM days;

-- name: Growing :many
WITH t (n) AS (SELECT 1 UNION ALL SELECT n * 1.5 FROM t WHERE n < 9) SELECT n FROM t;
