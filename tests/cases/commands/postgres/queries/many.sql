-- Every book as it is read, shortest first.
-- name: AllBooks :stream
SELECT id, title, pages FROM books ORDER BY pages, id;

-- name: TitlesOf :stream
-- @borrow
-- @optional least
SELECT title FROM books WHERE author_id = @author_id AND pages >= @least AND title <> sqlc.narg(not_title);

-- From a title on, as an index of the library is printed.
-- name: IndexFrom :many
-- @borrow
-- @orderby title, pages desc
SELECT title, pages, author_id FROM books WHERE title >= @start AND pages < @most;

-- name: CopyBooks :stream
INSERT INTO books (author_id, title, pages)
SELECT author_id, title, pages FROM books WHERE author_id = @author_id
RETURNING id;

-- Loads books that somebody else has listed.
-- name: LoadBooks :copyfrom
INSERT INTO books (author_id, title, pages) VALUES (@author_id, @title, @pages);

-- name: LoadAuthors :copyfrom
INSERT INTO "authors" ("name") VALUES (@name);

-- name: Rename :batchexec
UPDATE books SET title = @title WHERE id = @id;

-- name: Drop :batchexec
DELETE FROM books WHERE title = @title;

-- name: AddBooks :batchone
INSERT INTO books (author_id, title) VALUES (@author_id, @title) RETURNING *;

-- name: BookTitle :batchone
SELECT title FROM books WHERE id = @id;

-- name: BooksOf :batchmany
SELECT id, title FROM books WHERE author_id = @author_id AND id IN (sqlc.slice(ids)) ORDER BY id;

-- name: TouchBooks :execresult
UPDATE books SET pages = pages + 1 WHERE pages > @least;

-- Authors, each with their books.
-- name: AuthorsWithBooks :many
-- @route GET /authors-with-books
-- @nest books
SELECT authors.id, authors.name, books.id, books.title, books.pages
FROM authors LEFT JOIN books ON books.author_id = authors.id
ORDER BY authors.name, books.id;

-- name: AuthorWithBooks :one
-- @nest b
SELECT sqlc.embed(a), sqlc.embed(b)
FROM authors a JOIN books b ON b.author_id = a.id
WHERE a.id = @id;

-- name: MaybeAuthor :opt
-- @nest books
SELECT authors.id, authors.bio, books.title
FROM authors JOIN books ON books.author_id = authors.id
WHERE authors.name = @name;

-- Gives all books of one author to another, who takes the first's place.
-- name: TakeOver :exec
-- @tx
UPDATE books SET author_id = @successor WHERE author_id = @author;
DELETE FROM authors WHERE id = @author;

-- name: Replace :one
-- @tx
DELETE FROM books WHERE author_id = @author_id AND title = @title;
INSERT INTO books (author_id, title) VALUES (@author_id, @title) RETURNING id, title;

-- Could name more authors than one; then none is.
-- name: NameTheOne :one
UPDATE authors SET name = @name WHERE bio = @bio RETURNING id;

-- name: NameTheOneIfAny :opt
UPDATE authors SET name = @name WHERE bio = @bio RETURNING id;

-- name: LongLoans :many
SELECT id, period + coalesce(extension, '0 days') AS whole FROM loans WHERE period > @least;
