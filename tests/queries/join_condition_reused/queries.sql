-- A condition on the optional side says that the join's own condition was met.
-- name: Reused :many
SELECT a.x, b.word FROM a LEFT JOIN b ON b.x = a.x WHERE b.word LIKE 'w%';

-- name: Chained :many
SELECT a.x, b.word, c.word AS other FROM a LEFT JOIN b ON b.x = a.x LEFT JOIN c ON c.word = b.word WHERE c.id = 1;
