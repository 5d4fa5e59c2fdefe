-- HAVING narrows the same aggregate, and the columns of the group.
-- name: Best :many
SELECT region, max(bonus) AS best FROM sales GROUP BY region HAVING max(bonus) > 10;

-- name: Known :many
SELECT city, count(*) AS n FROM sales GROUP BY city HAVING city IS NOT NULL;

-- Without GROUP BY there is one group or none.
-- name: Enough :one
SELECT sum(pieces) AS pieces FROM sales HAVING sum(pieces) > 3;

-- name: Word :one
SELECT 'many' AS word FROM sales HAVING count(*) > 3;
