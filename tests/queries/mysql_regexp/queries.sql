-- name: Regexp :many
SELECT name REGEXP '^a' AS a, name RLIKE 'b' AS b, name NOT REGEXP 'c' AS c, name NOT LIKE 'd' AS d
FROM authors;
