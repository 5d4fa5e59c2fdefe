-- What is on the left side of the join: b, or (SQLite) all that stands before it.
-- name: CommaAndRight :many
SELECT a.id AS first, b.id AS second, c.id AS third FROM a, b RIGHT JOIN c ON c.x = b.x;
