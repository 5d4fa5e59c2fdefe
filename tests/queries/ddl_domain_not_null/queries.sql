-- A subselect without rows is NULL and of the domain, so that a column of the domain can hold NULL.
-- name: MakeOneNull :exec
INSERT INTO people (id, first, last) VALUES (1, (SELECT first FROM people WHERE false), 'y');

-- name: People :many
SELECT id, first, last, nick, (known).first AS known_first FROM people;

-- name: FromView :many
SELECT * FROM names;

-- name: FromCopy :many
SELECT * FROM copied;

-- name: Outer :many
SELECT p.id, o.last FROM people p LEFT JOIN people o ON o.id = p.id + 1;

-- name: Cast :one
SELECT CAST(@value AS label) AS cast_value, CAST((SELECT first FROM people WHERE id = 0) AS label) AS of_nothing;

-- name: Add :one
INSERT INTO people (id, first, last, nick) VALUES (@id, @first, @last, @nick) RETURNING first, last, nick;

-- name: Narrowed :many
SELECT first FROM people WHERE first IS NOT NULL;
