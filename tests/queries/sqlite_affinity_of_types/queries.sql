-- name: Odd :many
SELECT * FROM odd;

-- name: Sums :one
SELECT sum(a) AS a, sum(b) AS b, sum(c) AS c, sum(d) AS d, sum(f) AS f, sum(i) AS i FROM odd;
