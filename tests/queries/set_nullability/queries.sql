-- name: Either :many
SELECT x FROM a UNION SELECT x FROM b;

-- A row of the result is in both arms.
-- name: Both :many
SELECT x FROM a INTERSECT SELECT x FROM b;

-- A row of the result is in the first arm.
-- name: Without :many
SELECT x FROM b EXCEPT SELECT x FROM a;

-- name: Nested :many
SELECT x FROM b UNION ALL SELECT s.x FROM (SELECT x FROM b EXCEPT SELECT x FROM a) AS s;
