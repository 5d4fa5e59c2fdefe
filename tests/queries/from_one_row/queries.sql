-- A derived table of one row gives a value.
-- name: Object :many
SELECT users.id, (SELECT row_to_json(x) FROM (SELECT users.name, users.email) AS x) AS object FROM users;

-- name: Cte :one
SELECT (WITH t AS (SELECT 1 AS n) SELECT n FROM t) AS n;
