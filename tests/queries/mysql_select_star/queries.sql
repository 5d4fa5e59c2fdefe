-- name: SelectStar :many
SELECT * FROM authors;

-- name: SelectStar2 :many
SELECT a.*, b.title FROM authors a LEFT JOIN books b ON b.author_id = a.id WHERE a.id = ?;
