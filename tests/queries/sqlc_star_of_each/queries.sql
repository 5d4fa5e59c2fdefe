-- name: Both :many
SELECT a.*, b.* FROM authors a JOIN books b ON b.author_id = a.id;

-- name: Everything :many
SELECT * FROM authors a LEFT JOIN books b ON b.author_id = a.id;

-- name: OneAndMore :many
SELECT a.*, b.title AS book FROM authors AS a JOIN books AS b ON b.author_id = a.id;

-- name: Through :many
WITH written AS (SELECT * FROM books WHERE pages > 100)
SELECT w.*, a.name FROM written w JOIN authors a ON a.id = w.author_id;
