-- Over no rows, every aggregate but count is NULL.
-- name: Whole :one
SELECT count(*) AS n, count(bonus) AS bonuses, sum(pieces) AS pieces, max(region) AS last, min(bonus) AS least FROM sales;

-- A group has rows: NULL comes only from the argument.
-- name: Grouped :many
SELECT region, sum(pieces) AS pieces, sum(bonus) AS bonus, max(city) AS city, avg(pieces) AS mean FROM sales GROUP BY region;
