-- Only a frame that leaves out the current row can be empty.
-- name: Frames :many
SELECT id, sum(pieces) OVER (ORDER BY id ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS around,
  sum(pieces) OVER (ORDER BY id ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING) AS before,
  sum(pieces) OVER (ORDER BY id ROWS BETWEEN 1 FOLLOWING AND 2 FOLLOWING) AS after,
  sum(pieces) OVER (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS whole,
  count(*) OVER (ORDER BY id ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING) AS number
FROM sales;

-- name: Excluded :many
SELECT id, max(pieces) OVER (ORDER BY id ROWS 3 PRECEDING EXCLUDE CURRENT ROW) AS others,
  max(pieces) OVER (ORDER BY id GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING EXCLUDE TIES) AS with_self
FROM sales;
