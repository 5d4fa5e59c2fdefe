-- name: DepthFirst :many
WITH RECURSIVE tree AS (
  SELECT id, parent_id FROM nodes WHERE parent_id IS NULL
  UNION ALL
  SELECT n.id, n.parent_id FROM nodes AS n JOIN tree ON n.parent_id = tree.id
) SEARCH DEPTH FIRST BY id SET ordering
SELECT id, parent_id FROM tree ORDER BY ordering;

-- name: BreadthFirst :many
WITH RECURSIVE tree AS (
  SELECT id, parent_id FROM nodes WHERE parent_id IS NULL
  UNION ALL
  SELECT n.id, n.parent_id FROM nodes AS n JOIN tree ON n.parent_id = tree.id
) SEARCH BREADTH FIRST BY id SET ordering
SELECT id, ordering FROM tree ORDER BY ordering;

-- name: Cycles :many
WITH RECURSIVE walk(id, parent_id) AS (
  SELECT id, parent_id FROM nodes WHERE id = @id
  UNION ALL
  SELECT n.id, n.parent_id FROM nodes AS n, walk WHERE n.id = walk.parent_id
) CYCLE id SET seen USING path
SELECT id, seen, path FROM walk;

-- name: Marked :many
WITH RECURSIVE walk(id, parent_id) AS (
  SELECT id, parent_id FROM nodes
  UNION ALL
  SELECT n.id, n.parent_id FROM nodes AS n, walk WHERE n.id = walk.parent_id
) CYCLE id SET mark TO 'yes' DEFAULT 'no' USING path
SELECT id, mark FROM walk;
