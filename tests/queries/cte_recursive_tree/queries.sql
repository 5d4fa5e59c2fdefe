-- A column is nullable as soon as one step makes it so.
-- name: Descendants :many
WITH RECURSIVE tree AS (
  SELECT id, parent_id, name, 0 AS depth FROM nodes WHERE id = @root
  UNION ALL
  SELECT n.id, n.parent_id, n.name, tree.depth + 1 FROM nodes AS n JOIN tree ON n.parent_id = tree.id
  WHERE tree.depth < 5
)
SELECT id, parent_id, name, depth FROM tree ORDER BY depth;

-- name: Ancestors :many
WITH RECURSIVE up(id, above) AS (
  SELECT id, parent_id FROM nodes WHERE id = @id
  UNION
  SELECT n.id, n.parent_id FROM nodes AS n, up WHERE n.id = up.above
)
SELECT up.id FROM up;
