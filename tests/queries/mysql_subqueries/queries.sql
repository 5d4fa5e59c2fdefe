-- name: Subqueries :many
SELECT EXISTS(SELECT 1 FROM books WHERE id = ?) AS found;

-- name: Subqueries2 :many
SELECT id FROM books WHERE author_id IN (SELECT id FROM authors WHERE active = 1);

-- name: Subqueries3 :many
SELECT (SELECT name FROM authors a WHERE a.id = b.author_id) AS author FROM books b;
