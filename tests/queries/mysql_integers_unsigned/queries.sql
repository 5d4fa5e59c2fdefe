-- name: Widths :one
SELECT * FROM widths WHERE id = ?;

-- name: Sums :many
SELECT tiny + 1 AS a, tiny + small AS b, big + 1 AS c, big - small AS d, -big AS e, -tiny AS f, wide * wide AS g
FROM widths;

-- name: Set :exec
UPDATE widths SET tiny = ?, filled = ?, big = big + ? WHERE id = ?;
