-- name: TextFunctions :many
SELECT LEFT(title, 3) AS a, SUBSTRING(title FROM 2 FOR 3) AS b, TRIM(title) AS c, TRIM(LEADING 'x' FROM title) AS d, LPAD(title, 5, ' ') AS e, REPLACE(title, 'a', 'b') AS f, UPPER(title) AS g, LOCATE('a', title) AS h, CHAR_LENGTH(title) AS i, MD5(title) AS j FROM books;

-- name: TextFunctions2 :many
SELECT UPPER(bio) AS a, CONCAT(bio, 'x') AS b, LEFT(bio, 5) AS c FROM authors;
