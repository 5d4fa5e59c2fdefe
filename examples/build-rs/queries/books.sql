-- Books of a year or later, oldest first.
-- name: BooksSince :many
SELECT id, title, year FROM books WHERE year >= @year ORDER BY year, id;
