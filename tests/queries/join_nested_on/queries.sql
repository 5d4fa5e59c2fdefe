-- name: Parentheses :many
SELECT a.note, b.word AS middle, c.id AS last FROM a LEFT JOIN (b LEFT JOIN c ON c.word = b.word) ON b.x = a.x;

-- What is inside is there as soon as something of it is.
-- name: TakenBack :many
SELECT a.note, a.x, b.word AS middle, c.word AS other
FROM a LEFT JOIN (b LEFT JOIN c ON c.word = b.word) ON b.x = a.x WHERE c.id > 0;
