-- name: Units :many
SELECT placed + INTERVAL 1 DAY AS a, placed - INTERVAL ? HOUR AS b, INTERVAL 1 MONTH + placed AS c,
  DATE_ADD(placed, INTERVAL ? DAY) AS d, DATE_SUB(placed, INTERVAL '1:30' MINUTE_SECOND) AS e, ADDDATE(placed, 3) AS f,
  DATE_ADD(placed, INTERVAL -1 QUARTER) AS g, placed + INTERVAL '1-2' YEAR_MONTH AS h, placed + INTERVAL 10 MICROSECOND AS i
FROM orders;

-- name: OfDates :many
SELECT released + INTERVAL 1 WEEK AS a, released + INTERVAL '1 2' DAY_HOUR AS b, released + INTERVAL '1-2' YEAR_MONTH AS c,
  released - INTERVAL (stock + 1) DAY AS d
FROM products;

-- name: Compound :many
SELECT id FROM orders WHERE placed > NOW() - INTERVAL ? DAY_MINUTE AND paid < DATE_SUB(CURDATE(), INTERVAL ? SECOND_MICROSECOND);
