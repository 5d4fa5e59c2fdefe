-- PostgreSQL widens sums: int4 to int8, int8 to numeric; averages are numeric.
-- name: Widened :one
SELECT sum(pieces) AS pieces, sum(pieces::bigint) AS wide, avg(pieces) AS mean, sum(amount) AS amount,
  sum(pieces::real) AS small, avg(pieces::real) AS small_mean, stddev(pieces) AS deviation, sum(pieces)::int AS narrow
FROM sales;
