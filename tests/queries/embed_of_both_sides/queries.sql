-- name: BooksWithAuthors :many
SELECT sqlc.embed(books), sqlc.embed(authors)
FROM books JOIN authors ON authors.id = books.author_id;

-- name: BookWithAuthor :one
SELECT sqlc.embed(b), sqlc.embed(a) AS writer, b.pages * 2 AS doubled
FROM books AS b JOIN authors AS a ON a.id = b.author_id WHERE b.id = sqlc.arg(id);
