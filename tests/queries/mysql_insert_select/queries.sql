-- name: InsertSelect :exec
INSERT INTO authors (name) SELECT title FROM books WHERE id = ?;
