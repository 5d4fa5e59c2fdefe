-- name: Parts :many
SELECT DATE(placed) AS a, TIME(placed) AS b, YEAR(placed) AS c, MONTHNAME(placed) AS d, DAYOFWEEK(placed) AS e, WEEK(placed, 3) AS f,
  LAST_DAY(placed) AS g, DATE_FORMAT(placed, '%Y-%m') AS h, UNIX_TIMESTAMP(placed) AS i, QUARTER(placed) AS j, HOUR(placed) AS k,
  TO_DAYS(placed) AS l, WEEKDAY(placed) AS m, DAYOFYEAR(placed) AS n, DAYNAME(placed) AS o
FROM orders;

-- name: Now :one
SELECT CURDATE() AS a, CURRENT_TIME AS b, UTC_TIMESTAMP() AS c, SYSDATE() AS d, NOW(3) AS e, LOCALTIME AS f, UTC_DATE() AS g,
  CURRENT_TIMESTAMP AS h, FROM_UNIXTIME(?) AS i, SEC_TO_TIME(?) AS j;

-- name: PerMonth :many
SELECT DATE_FORMAT(placed, '%Y-%m') AS month, COUNT(*) AS number, SUM(total) AS sum FROM orders
WHERE placed >= ? AND placed < ? + INTERVAL 1 MONTH GROUP BY month ORDER BY month;
