-- name: SelectWords :many
SELECT DISTINCTROW author_id FROM books;

-- name: SelectWords2 :many
SELECT SQL_NO_CACHE id FROM books LIMIT 1;

-- name: SelectWords3 :many
SELECT HIGH_PRIORITY DISTINCT author_id FROM books;

-- name: SelectWords4 :many
SELECT 1 AS one FROM DUAL;
