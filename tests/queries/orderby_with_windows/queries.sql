-- name: Ranked :many
-- @orderby place, title
SELECT title, row_number() OVER w AS place FROM books WINDOW w AS (PARTITION BY author_id ORDER BY pages);

-- name: Inside :many
-- @orderby first, first desc
SELECT (SELECT title FROM books b WHERE b.author_id = a.id ORDER BY title LIMIT 1) AS first FROM authors a;
