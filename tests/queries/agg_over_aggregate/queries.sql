-- Windows are computed after groups.
-- name: Share :many
SELECT region, sum(pieces) AS pieces, sum(sum(pieces)) OVER () AS whole,
  rank() OVER (ORDER BY count(*) DESC) AS place
FROM sales GROUP BY region;
