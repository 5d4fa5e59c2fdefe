-- A filter can empty the frame.
-- name: Paid :many
SELECT id, sum(pieces) FILTER (WHERE paid) OVER (PARTITION BY region) AS paid,
  count(*) FILTER (WHERE paid) OVER () AS number
FROM sales;
