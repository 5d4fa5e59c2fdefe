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
INSERT INTO loans (book_id, reader, due_on) VALUES (@book_id, @reader, @due_on)
ON CONFLICT (book_id, reader) DO NOTHING RETURNING id, returned_on;

-- name: LendAgain :one
INSERT INTO loans (book_id, reader, due_on) VALUES (@book_id, @reader, @due_on)
ON CONFLICT (book_id, reader) DO UPDATE SET due_on = excluded.due_on, returned_on = NULL
RETURNING id, due_on, returned_on;

-- name: Retitle :opt
UPDATE books SET title = @title, subtitle = @subtitle WHERE id = @id RETURNING title, subtitle, price;

-- name: RaisePrices :execrows
UPDATE books SET price = price * @factor WHERE author_id IN (SELECT id FROM authors WHERE born < @before);

-- name: GiveBack :many
UPDATE loans SET returned_on = due_on WHERE returned_on IS NULL RETURNING id, returned_on;

-- name: Forget :many
DELETE FROM loans WHERE due_on < @before RETURNING id, reader, returned_on;

-- name: UpdateFrom :many
UPDATE books SET subtitle = a.name FROM authors a WHERE a.id = books.editor_id RETURNING books.id, subtitle, a.name, a.born;
