-- name: Books :many
-- @orderby title, pages desc, id
SELECT id, title, pages FROM books WHERE author_id = @author LIMIT 10;

-- name: Sorted :many
-- @orderby title, pages desc
SELECT * FROM books ORDER BY id;

-- name: Counted :many
-- @orderby books desc, name
-- @optional least
SELECT a.name, count(*) AS books FROM authors a JOIN books b ON b.author_id = a.id
GROUP BY a.id, a.name HAVING count(*) >= @least;

-- name: Both :many
-- @orderby what, id
SELECT id, name AS what FROM authors UNION ALL SELECT id, title FROM books LIMIT 5 OFFSET 2;
