-- The merged column has the type that both are cast to.
-- name: Inner :many
SELECT * FROM a JOIN b USING (k);

-- name: Outer :many
SELECT k, x, y FROM a LEFT JOIN b USING (k);

-- name: Right :many
SELECT k, x, y FROM a RIGHT JOIN b USING (k);

-- name: Whole :many
SELECT k, a.k AS left_k, b.k AS right_k FROM a FULL JOIN b USING (k);
