-- name: LongBooks :many
SELECT sqlc.embed(long_books), authors.name
FROM long_books JOIN books ON books.id = long_books.id JOIN authors ON authors.id = books.author_id;
