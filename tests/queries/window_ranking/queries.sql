-- Every row has a place.
-- name: Places :many
SELECT id, row_number() OVER () AS n, rank() OVER (PARTITION BY region ORDER BY pieces) AS r,
  dense_rank() OVER (ORDER BY pieces) AS d, percent_rank() OVER (ORDER BY pieces) AS p,
  cume_dist() OVER (ORDER BY pieces) AS c, ntile(4) OVER (ORDER BY pieces) AS q
FROM sales;
