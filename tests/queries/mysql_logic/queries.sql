-- name: Logic :many
SELECT NOT active AS a, !active AS b, active AND 1 AS c, active XOR 1 AS d, active && 1 AS e, active || 0 AS f
FROM authors;
