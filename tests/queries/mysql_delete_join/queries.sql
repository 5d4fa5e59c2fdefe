-- name: DeleteJoin :exec
DELETE a FROM authors a JOIN books b ON b.author_id = a.id WHERE b.id = ?;

-- name: DeleteJoin2 :exec
DELETE FROM a, b USING authors a INNER JOIN books b ON b.author_id = a.id WHERE a.id = ?;

-- name: DeleteJoin3 :exec
DELETE authors.* FROM authors, books WHERE books.author_id = authors.id;
