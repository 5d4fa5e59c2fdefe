-- A subselect of several columns is a row, on either side; where it has no row, all is NULL.
-- name: Beside :many
SELECT id, (SELECT min(x), min(id) FROM points) = (x, id) AS is_least,
  (SELECT 1, 2) < (x, id) AS is_beyond, (SELECT p.x, p.id FROM points p WHERE p.id = 1) = (SELECT 1, 2) AS is_first
FROM points;

-- name: Among :many
SELECT id FROM points WHERE (SELECT x, id) IN (SELECT p.x, p.id FROM points p WHERE p.x > @least);

-- name: Where :many
SELECT id FROM points WHERE (SELECT max(x), max(id) FROM points) = (x, id);
