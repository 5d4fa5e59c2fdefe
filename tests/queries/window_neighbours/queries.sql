-- There may be no neighbour; a default fills the gap.
-- name: Neighbours :many
SELECT id, lag(pieces) OVER w AS before, lag(pieces, 1, 0) OVER w AS before_or_none,
  lead(city, 1, 'none') OVER w AS after, lag(bonus, 1, 0) OVER w AS bonus
FROM sales WINDOW w AS (ORDER BY id);
