-- name: Joins :many
SELECT a.id, b.title FROM authors a CROSS JOIN books b;

-- name: Joins2 :many
SELECT a.name, b.id FROM authors a RIGHT JOIN books b ON a.id = b.author_id;

-- name: Joins3 :many
SELECT a.id, t.label
FROM (authors a JOIN books b ON b.author_id = a.id) LEFT JOIN tree t ON t.id = a.id;
