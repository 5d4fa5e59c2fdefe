-- name: ConcatWs :many
SELECT CONCAT_WS(' ', name, bio) AS a, CONCAT(name, '!') AS b, CONCAT(name, bio) AS c
FROM authors;
