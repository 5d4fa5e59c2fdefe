-- name: Kept :many
WITH heavy AS MATERIALIZED (SELECT id, weight FROM nodes WHERE weight > @least),
  light AS NOT MATERIALIZED (SELECT id FROM heavy WHERE weight < @most)
SELECT heavy.weight, light.id FROM heavy LEFT JOIN light USING (id);
