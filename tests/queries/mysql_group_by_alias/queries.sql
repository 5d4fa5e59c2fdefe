-- name: GroupByAlias :many
SELECT YEAR(born) AS y, COUNT(*) AS n FROM authors GROUP BY y ORDER BY y;

-- name: GroupByAlias2 :many
SELECT YEAR(born) y FROM authors GROUP BY 1 ORDER BY 1;
