-- Books with those who wrote them.
-- name: BooksWithAuthors :many
SELECT sqlc.embed(books), sqlc.embed(a), upper(a.name) AS loud
FROM books JOIN authors a ON a.id = books.author_id;

-- name: AuthorsAndBooks :many
-- @borrow
SELECT sqlc.embed(authors), sqlc.embed(b) AS written
FROM authors LEFT JOIN books b ON b.author_id = authors.id;

-- name: Titles :many
SELECT authors.id, sqlc.embed(long_titles)
FROM authors LEFT JOIN long_titles ON long_titles.title = authors.name;

-- name: AddAuthor :one
INSERT INTO authors (name, bio) VALUES (@name, sqlc.narg(bio)) RETURNING sqlc.embed(authors);

-- name: Everything :many
SELECT a.*, b.*, length(b.title) + 1, 2 * b.pages FROM authors a JOIN books b ON b.author_id = a.id;

-- name: Sorted :many
-- @orderby title, pages desc
SELECT id, title, pages FROM books WHERE author_id = @author_id;

-- name: Search :many
-- @orderby title, id desc
-- @optional title, pages
-- @paginate
SELECT id, title, pages FROM books WHERE title = @title AND pages >= @pages;

-- name: ByLength :many
-- @optional least
SELECT author_id, count(*) AS books FROM books GROUP BY author_id HAVING count(*) >= @least ORDER BY author_id;

-- name: Forget :exec
DELETE FROM books WHERE id = @id RETURNING title;
