-- name: Doubled :many
SELECT age * 2 AS doubled, name AS n FROM users WHERE doubled > 4 ORDER BY n;

-- name: Months :many
SELECT strftime('%Y-%m', joined) AS month, count(*) AS n FROM users GROUP BY month HAVING n > 1;
