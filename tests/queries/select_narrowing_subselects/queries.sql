-- A row of a subselect passed its conditions.
-- name: Exists :many
SELECT p.boss_id FROM people p WHERE EXISTS (SELECT 1 FROM people b WHERE b.id = p.boss_id);

-- name: In :many
SELECT boss_id FROM people WHERE boss_id IN (SELECT id FROM people);

-- NOT IN over nothing is true of NULL.
-- name: NotIn :many
SELECT age FROM people WHERE age NOT IN (SELECT id FROM people WHERE id < 0);
