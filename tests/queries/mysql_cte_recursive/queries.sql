-- name: CteRecursive :many
WITH RECURSIVE cte (id, parent, depth) AS (SELECT id, parent, 0 FROM tree WHERE parent IS NULL UNION ALL SELECT t.id, t.parent, c.depth + 1 FROM tree t JOIN cte c ON c.id = t.parent) SELECT id, parent, depth FROM cte;

-- name: CteRecursive2 :many
WITH RECURSIVE seq AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM seq WHERE n < 10) SELECT n FROM seq;
