-- Set operations, CTEs and VALUES.

-- name: Union :many
SELECT id, title AS name FROM books UNION ALL SELECT id, name FROM authors;

-- name: UnionWithNull :many
SELECT title AS name FROM books UNION SELECT subtitle FROM books;

-- name: UnionOfTypes :many
SELECT pages AS amount FROM books UNION ALL SELECT price FROM books;

-- name: Intersect :many
SELECT author_id AS id FROM books INTERSECT SELECT editor_id FROM books;

-- name: Except :many
SELECT id FROM authors EXCEPT SELECT author_id FROM books;

-- name: Cte :many
WITH long_books AS (SELECT id, author_id, subtitle FROM books WHERE pages > @least),
     counted AS (SELECT author_id, count(*) AS amount FROM long_books GROUP BY author_id)
SELECT a.name, c.amount FROM authors a LEFT JOIN counted c ON c.author_id = a.id;

-- name: CteColumns :many
WITH renamed (number, words) AS (SELECT id, subtitle FROM books) SELECT number, words FROM renamed;

-- name: Recursive :many
WITH RECURSIVE line AS (
  SELECT id, name, mentor_id, 0 AS depth FROM authors WHERE mentor_id IS NULL
  UNION ALL
  SELECT a.id, a.name, a.mentor_id, line.depth + 1 FROM authors a JOIN line ON line.id = a.mentor_id
)
SELECT id, name, mentor_id, depth FROM line;

-- name: ValuesList :many
WITH v (number, word) AS (VALUES (1, 'a'), (2, NULL)) SELECT v.number, v.word FROM v;

-- name: Paged :many
SELECT id, title FROM books ORDER BY title, id LIMIT @most OFFSET @skipped;
