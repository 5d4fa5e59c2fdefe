-- name: Alternatives :many
SELECT COALESCE(bio, 'x') AS a, COALESCE(bio, born, 'x') AS b, IFNULL(bio, NULL) AS c, NULLIF(bio, '') AS d, NULLIF(kind, 'a') AS e,
  CASE WHEN active THEN bio END AS f, CASE WHEN active THEN kind END AS g, IF(active, NULL, NULL) IS NULL AS h
FROM authors;

-- name: Subselects :many
SELECT (SELECT MIN(bio) FROM authors) AS a, (SELECT bio FROM authors LIMIT 1) AS b, (SELECT kind FROM authors LIMIT 1) AS c,
  (SELECT cover FROM books LIMIT 1) AS d, (SELECT tags FROM authors LIMIT 1) AS e
FROM books;

-- name: Casts :many
SELECT bio COLLATE utf8mb4_bin AS a, name COLLATE utf8mb4_bin AS b, CAST(bio AS CHAR) AS c, CAST(bio AS CHAR(10)) AS d, CAST(bio AS BINARY) AS e,
  BINARY name AS f, CONVERT(bio USING latin1) AS g, CONVERT(bio USING utf8mb4) AS h, CONVERT(bio USING binary) AS i, CAST(kind AS CHAR) AS j
FROM authors;

-- name: Bytes :many
SELECT HEX(cover) AS a, TO_BASE64(cover) AS b, HEX(title) AS c, COMPRESS(title) AS d, AES_ENCRYPT(cover, 'k') AS e, CAST(cover AS CHAR) AS f
FROM books;

-- name: Union :many
SELECT bio FROM authors UNION SELECT NULL;
