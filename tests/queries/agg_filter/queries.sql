-- A filter may let nothing through.
-- name: Filtered :many
SELECT region, count(*) FILTER (WHERE paid) AS paid, sum(pieces) FILTER (WHERE paid) AS pieces,
  coalesce(sum(pieces) FILTER (WHERE paid), 0) AS known
FROM sales GROUP BY region;
