-- name: DoubleQuotes :many
SELECT id FROM books WHERE title = "double" AND pages <> 3 AND NOT (pages = 5);
