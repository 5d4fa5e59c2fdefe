-- Writes and what they return.

-- name: AddAuthor :one
INSERT INTO authors (name, born, mentor_id) VALUES (@name, @born, @mentor_id) RETURNING *;

-- name: AddBook :one
INSERT INTO books (author_id, title, subtitle, pages, price) VALUES (@author_id, @title, @subtitle, @pages, @price)
RETURNING id, kind, subtitle, in_print, pages + 1 AS more;

-- name: AddDefaults :one
INSERT INTO books (author_id, title, pages) VALUES (@author_id, @title, 10) RETURNING subtitle, price, kind;

-- name: CopyLoans :execrows
INSERT INTO loans (book_id, reader, due_on) SELECT b.id, @reader, @due_on FROM books b WHERE b.pages > @least;

-- name: Lend :opt
INSERT IGNORE INTO loans (book_id, reader, due_on) VALUES (@book_id, @reader, @due_on) RETURNING id, returned_on;

-- name: LendAgain :one
INSERT INTO loans (book_id, reader, due_on) VALUES (@book_id, @reader, @due_on)
ON DUPLICATE KEY UPDATE due_on = VALUES(due_on), returned_on = NULL
RETURNING id, due_on, returned_on;

-- name: LendAnew :one
REPLACE INTO loans (book_id, reader, due_on) VALUES (@book_id, @reader, @due_on) RETURNING id, returned_on;

-- name: Retitle :execrows
UPDATE books SET title = @title, subtitle = @subtitle WHERE id = @id;

-- name: RaisePrices :execrows
UPDATE books SET price = price * @factor WHERE author_id IN (SELECT id FROM authors WHERE born < @before);

-- name: GiveBack :execrows
UPDATE loans SET returned_on = due_on WHERE returned_on IS NULL ORDER BY due_on LIMIT 10;

-- name: Forget :many
DELETE FROM loans WHERE due_on < @before RETURNING id, reader, returned_on;

-- name: UpdateJoined :execrows
UPDATE books JOIN authors a ON a.id = books.editor_id SET books.subtitle = a.name WHERE a.born IS NOT NULL;

-- name: DeleteJoined :execrows
DELETE loans FROM loans JOIN books ON books.id = loans.book_id WHERE books.pages > @least;
