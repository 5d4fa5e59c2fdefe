-- name: Casts :many
SELECT CONVERT(total, CHAR) AS a, CONVERT(remark USING latin1) AS b, CAST(total AS SIGNED) AS c, CAST(total AS UNSIGNED INTEGER) AS d,
  CAST(remark AS DATE) AS e, CAST(remark AS DECIMAL(10,2)) AS f, CAST(id AS CHAR(10) CHARACTER SET utf8mb4) AS g,
  remark COLLATE utf8mb4_bin AS h, CAST(remark AS BINARY) AS i, CAST(total AS DOUBLE) AS j, BINARY remark AS k,
  CAST(placed AS DATETIME(3)) AS l, CAST(placed AS TIME) AS m, CONVERT(placed, DATE) AS o
FROM orders;
