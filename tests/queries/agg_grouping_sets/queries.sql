-- What a grouping set leaves out is NULL in its rows; what all of them hold is not.
-- name: Rolled :many
SELECT region, city, sum(pieces) AS pieces, GROUPING(region, city) AS level
FROM sales GROUP BY ROLLUP (region, city);

-- name: Cubed :many
SELECT region, paid, count(*) AS number FROM sales GROUP BY CUBE (region, paid);

-- name: Sets :many
SELECT region, paid, sum(pieces) AS pieces FROM sales GROUP BY GROUPING SETS ((region, paid), (region));

-- The empty set gives a row over no rows.
-- name: WithTotal :many
SELECT paid, sum(pieces) AS pieces FROM sales GROUP BY GROUPING SETS ((paid), ());

-- name: Mixed :many
SELECT region, paid, sum(pieces) AS pieces FROM sales GROUP BY region, ROLLUP (paid);
