-- name: TextAliases :many
SELECT title AS 'the title', price "p" FROM books;
