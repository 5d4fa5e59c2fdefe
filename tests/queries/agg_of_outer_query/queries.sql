-- An aggregate that reads only columns of the query around it belongs to that one.
-- name: Outer :one
SELECT (SELECT max(s.pieces)) AS most FROM sales s;

-- name: Inner :many
SELECT s.id, (SELECT sum(t.pieces + s.pieces) FROM sales t WHERE t.id > s.id) AS total FROM sales s;

-- An aggregate of the outer query makes no row of the inner one: over an empty table there is none.
-- name: CountedInside :one
SELECT (SELECT count(s.pieces) FROM sales t LIMIT 1) AS counted FROM sales s;
