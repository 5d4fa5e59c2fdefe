-- name: InList :many
SELECT name FROM authors WHERE id IN (?, ?, ?);

-- name: InList2 :many
SELECT name
FROM authors
WHERE born BETWEEN ? AND ? AND kind = ? AND FIND_IN_SET('x', tags);
