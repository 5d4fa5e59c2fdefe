-- name: Cut :many
SELECT SUBSTRING(title, 1, 3) AS a, SUBSTRING(title FROM 2 FOR 3) AS b, SUBSTR(title, -2) AS c, SUBSTRING_INDEX(sku, '-', 1) AS d,
  LEFT(title, 2) AS e, RIGHT(title, ?) AS f, LPAD(sku, 10, '0') AS g, TRIM(BOTH ' ' FROM title) AS h, TRIM(LEADING 'x' FROM title) AS i,
  MID(title, 2) AS j, INSERT(title, 1, 2, 'x') AS k
FROM products;

-- name: Asked :many
SELECT LOCATE('a', title) AS a, POSITION('a' IN title) AS b, INSTR(title, ?) AS c, CHAR_LENGTH(title) AS d, LENGTH(title) AS e,
  STRCMP(sku, title) AS f, ASCII(title) AS g, ORD(title) AS h, CRC32(title) AS i, BIT_LENGTH(title) AS j
FROM products;

-- name: Made :many
SELECT CONCAT_WS('-', sku, released) AS a, HEX(title) AS b, UNHEX(sku) AS c, MD5(title) AS d, SHA2(title, 256) AS e, FORMAT(price, 2) AS f,
  REPEAT('ab', 3) AS g, SPACE(2) AS h, TO_BASE64(title) AS i, QUOTE(title) AS j, CHAR(77, 78) AS k, CHAR(77 USING utf8mb4) AS l,
  ELT(stock, 'a', 'b') AS m, MAKE_SET(1, 'a') AS n, CONV(stock, 10, 16) AS o, REVERSE(title) AS p, LCASE(title) AS q
FROM products;
