-- name: Parts :many
SELECT EXTRACT(YEAR FROM placed) AS a, EXTRACT(YEAR_MONTH FROM placed) AS b, EXTRACT(HOUR_MINUTE FROM placed) AS c,
  EXTRACT(MICROSECOND FROM paid) AS d, EXTRACT(DAY_SECOND FROM placed) AS e, EXTRACT(QUARTER FROM placed) AS f
FROM orders;

-- name: Distances :many
SELECT TIMESTAMPDIFF(DAY, placed, paid) AS a, TIMESTAMPDIFF(SECOND, placed, NOW()) AS b, DATEDIFF(paid, placed) AS c,
  TIMESTAMPADD(MINUTE, 5, placed) AS d, TIMEDIFF(paid, placed) AS e
FROM orders;
