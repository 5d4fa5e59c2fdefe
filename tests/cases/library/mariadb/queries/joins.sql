-- Joins and what they do to NOT NULL.

-- name: InnerJoin :many
SELECT b.title, a.name, a.born FROM books b JOIN authors a ON a.id = b.author_id;

-- name: LeftJoin :many
SELECT a.name, b.title, b.pages FROM authors a LEFT JOIN books b ON b.author_id = a.id;

-- name: RightJoin :many
SELECT a.name, b.title FROM authors a RIGHT JOIN books b ON b.editor_id = a.id;

-- name: CrossJoin :many
SELECT a.name, l.reader FROM authors a CROSS JOIN loans l;

-- name: NestedOuterJoin :many
SELECT a.name, b.title, l.reader
FROM authors a
LEFT JOIN (books b JOIN loans l ON l.book_id = b.id) ON b.author_id = a.id;

-- name: InnerAfterOuter :many
SELECT a.name, b.title, l.reader
FROM authors a
LEFT JOIN books b ON b.author_id = a.id
JOIN loans l ON l.book_id = b.id;

-- name: OuterAfterOuter :many
SELECT a.name, b.title, l.reader
FROM authors a
LEFT JOIN books b ON b.author_id = a.id
LEFT JOIN loans l ON l.book_id = b.id;

-- name: SelfJoin :many
SELECT a.name, m.name AS mentor FROM authors a LEFT JOIN authors m ON m.id = a.mentor_id;

-- name: OuterJoinUndone :many
SELECT a.name, b.title FROM authors a LEFT JOIN books b ON b.author_id = a.id WHERE b.pages > @least;

-- name: OuterJoinOfNothing :many
SELECT a.name, b.id FROM authors a LEFT JOIN books b ON b.author_id = a.id WHERE b.id IS NULL;

-- name: JoinOnTrue :many
SELECT a.name, newest.title
FROM authors a
LEFT JOIN (SELECT b.author_id, b.title FROM books b WHERE b.pages > 1) AS newest ON newest.author_id = a.id;

-- name: OuterJoinOfView :many
SELECT a.name, s.title, s.editor FROM authors a LEFT JOIN shelf s ON s.author = a.name;

-- name: OuterJoinOfAggregate :many
SELECT a.id, counted.amount
FROM authors a
LEFT JOIN (SELECT author_id, count(*) AS amount FROM books GROUP BY author_id) counted ON counted.author_id = a.id;

-- name: FromView :many
SELECT * FROM shelf;

-- name: CommaJoin :many
SELECT b.title, l.reader FROM books b, loans l WHERE l.book_id = b.id;

-- name: StarOfOne :many
SELECT b.*, a.name AS author FROM books b LEFT JOIN authors a ON a.id = b.editor_id;

-- name: StarOfOuter :many
SELECT a.* FROM books b LEFT JOIN authors a ON a.id = b.editor_id;

-- name: JoinUsing :many
SELECT id, name, reader FROM authors LEFT JOIN loans USING (id);
