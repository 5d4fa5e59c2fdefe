-- RANGE takes a distance of the ordered column's type, ROWS a number.
-- name: Recent :many
SELECT id, sum(pieces) OVER (ORDER BY sold_on RANGE BETWEEN @distance PRECEDING AND CURRENT ROW) AS recent,
  sum(pieces) OVER (ORDER BY id ROWS @number PRECEDING) AS last
FROM sales;
