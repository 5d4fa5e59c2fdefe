-- name: Moved :many
WITH gone AS (DELETE FROM nodes WHERE parent_id = @parent RETURNING id, name, weight)
SELECT gone.name, gone.weight, n.id AS child FROM gone LEFT JOIN nodes AS n ON n.parent_id = gone.id;

-- name: Silent :one
WITH gone AS (DELETE FROM nodes WHERE id = @id) SELECT count(*) AS before FROM nodes;

-- name: Chained :many
WITH added AS (INSERT INTO nodes (id, name) VALUES (@id, @name) RETURNING id),
  changed AS (UPDATE nodes SET weight = 1 FROM added WHERE nodes.id = added.id RETURNING nodes.id, nodes.weight)
SELECT added.id, changed.weight FROM added LEFT JOIN changed ON changed.id = added.id;
