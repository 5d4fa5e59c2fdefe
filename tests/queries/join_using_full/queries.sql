-- One of the sides is there, and so is the merged column.
-- name: Two :many
SELECT k, x, y FROM a FULL JOIN b USING (k);

-- name: Three :many
SELECT k, x, y, z FROM a FULL JOIN b USING (k) FULL JOIN c USING (k);

-- name: LeftThenInner :many
SELECT k, x, y, z FROM a LEFT JOIN b USING (k) JOIN c USING (k);
