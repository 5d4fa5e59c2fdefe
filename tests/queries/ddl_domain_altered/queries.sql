-- name: Sales :many
SELECT total, kind, total * 2 AS double FROM sales;

-- name: Sum :one
SELECT sum(total) AS total, 1::money_amount AS one FROM sales;
