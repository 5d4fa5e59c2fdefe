-- Ordered-set and hypothetical-set aggregates.
-- name: Middle :many
SELECT region, percentile_cont(0.5) WITHIN GROUP (ORDER BY pieces) AS median,
  percentile_disc(0.5) WITHIN GROUP (ORDER BY sold_on) AS day,
  percentile_cont(ARRAY[0.25, 0.75]) WITHIN GROUP (ORDER BY pieces) AS quartiles,
  mode() WITHIN GROUP (ORDER BY city) AS usual
FROM sales GROUP BY region;

-- name: Place :one
SELECT rank(@pieces) WITHIN GROUP (ORDER BY pieces) AS place,
  dense_rank(1, 'north') WITHIN GROUP (ORDER BY pieces, region) AS dense FROM sales;
