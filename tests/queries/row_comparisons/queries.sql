-- name: Equal :many
SELECT id FROM a WHERE (id, x) = (@id, @x);

-- name: Less :many
SELECT id, x FROM a WHERE (id, x) > (@id, @x) ORDER BY id, x LIMIT 10;

-- name: Values :many
SELECT (id, note) = (1, 'n') AS same, (id, x) = (1, 2) AS unknown_if_null FROM a;

-- name: Listed :many
SELECT note FROM a WHERE (id, x) IN ((1, 2), (3, 4));

-- name: Selected :many
SELECT note FROM a WHERE (id, x) IN (SELECT id, x FROM b);
