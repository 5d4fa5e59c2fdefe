-- name: UpdateJoin :exec
UPDATE authors a JOIN books b ON b.author_id = a.id
SET a.rating = b.price, b.qty = ?
WHERE b.id = ?;

-- name: UpdateJoin2 :exec
UPDATE authors, books SET authors.rating = 1 WHERE books.author_id = authors.id;

-- name: UpdateJoin3 :exec
UPDATE authors a LEFT JOIN books b ON b.author_id = a.id
SET a.active = 0
WHERE b.id IS NULL;
