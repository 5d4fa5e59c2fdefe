-- The column of a function is called like the function, or like its alias.
-- name: Bare :many
SELECT * FROM generate_series(1, 3);

-- name: Aliased :many
SELECT n, n * 2 AS twice FROM generate_series(1, 3) AS n;

-- name: Named :many
SELECT g.i FROM generate_series(@first::bigint, @last) AS g(i);

-- name: Days :many
SELECT d::date AS day, sum(sales.amount) AS total
FROM generate_series(@from_day::timestamptz, @to_day::timestamptz, interval '1 day') AS d
LEFT JOIN sales ON sales.day = d::date
GROUP BY d;
