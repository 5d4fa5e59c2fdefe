-- The names inside of the parentheses are out of sight.
-- name: Aliased :many
SELECT j.note, j.word FROM (a JOIN b ON b.x = a.x) AS j;

-- name: Renamed :many
SELECT j.p, j.r, j.u FROM (a LEFT JOIN b ON b.x = a.x) AS j(p, q, r, s, t, u);
