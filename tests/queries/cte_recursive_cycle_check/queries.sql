-- name: Guarded :many
WITH RECURSIVE walk AS (
  SELECT id, parent_id, ARRAY[id] AS path, false AS looped FROM nodes WHERE id = @start
  UNION ALL
  SELECT n.id, n.parent_id, walk.path || n.id, n.id = ANY(walk.path)
  FROM nodes AS n JOIN walk ON n.id = walk.parent_id WHERE NOT walk.looped
)
SELECT id, path, looped FROM walk;
