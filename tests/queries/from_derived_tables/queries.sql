-- name: Nested :many
SELECT outer_one.n FROM (SELECT inner_one.n FROM (SELECT count(*) AS n FROM a) AS inner_one) AS outer_one;

-- name: OfLeftJoin :many
SELECT s.id, s.word FROM (SELECT a.id, b.word FROM a LEFT JOIN b ON b.x = a.x) AS s;

-- name: LeftJoined :many
SELECT a.id, s.n FROM a LEFT JOIN (SELECT x, count(*) AS n FROM b GROUP BY x) AS s ON s.x = a.x;
