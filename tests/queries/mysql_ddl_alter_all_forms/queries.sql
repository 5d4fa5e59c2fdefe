-- name: All :many
SELECT * FROM parts;

-- name: Moved :many
SELECT * FROM pieces;
