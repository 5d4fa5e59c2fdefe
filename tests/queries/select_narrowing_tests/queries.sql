-- IS TRUE and its kin.
-- name: Tests :many
SELECT age, boss_id FROM people WHERE (age = 3) IS TRUE AND (boss_id = 1) IS NOT FALSE;

-- name: Distinct :many
SELECT age, nick FROM people WHERE age IS DISTINCT FROM NULL AND nick IS NOT DISTINCT FROM 'x';

-- name: Rows :many
SELECT age, boss_id FROM people WHERE (age, boss_id) = (1, 2);

-- name: Any :many
SELECT age FROM people WHERE age = ANY(ARRAY[1, 2]);
