-- name: Ancestors :many
WITH up (id, steps) AS (
  SELECT id, 0 FROM people WHERE id = @id
  UNION ALL
  SELECT mother, steps + 1 FROM people JOIN up USING (id) WHERE steps < 3
  UNION ALL
  SELECT father, steps + 1 FROM people JOIN up USING (id) WHERE steps < 3
)
SELECT people.name, up.steps FROM up JOIN people ON people.id = up.id;
