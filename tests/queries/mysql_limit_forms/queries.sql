-- name: LimitForms :many
SELECT id, name
FROM authors
WHERE name LIKE CONCAT('%', ?, '%')
ORDER BY id DESC LIMIT ? OFFSET ?;

-- name: LimitForms2 :many
SELECT id FROM books LIMIT 5, 10;

-- name: LimitForms3 :many
SELECT id FROM books LIMIT ?, ?;
