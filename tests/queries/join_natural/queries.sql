-- name: Common :many
SELECT k, l, x, y FROM a NATURAL JOIN b;

-- name: CommonLeft :many
SELECT k, l, y FROM a NATURAL LEFT JOIN b;

-- name: NothingInCommon :many
SELECT k, z FROM a NATURAL JOIN (SELECT 1 AS z) AS c;
