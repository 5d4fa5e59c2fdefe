-- A frame that holds the current row has a first and a last row.
-- name: Ends :many
SELECT id, first_value(region) OVER (ORDER BY id) AS first, last_value(region) OVER (ORDER BY id) AS last,
  nth_value(region, 1) OVER (ORDER BY id) AS one, nth_value(region, 2) OVER (ORDER BY id) AS two,
  first_value(city) OVER (ORDER BY id) AS city
FROM sales;
