-- name: Whole :many
TABLE a ORDER BY id LIMIT 3;

-- name: Arms :many
TABLE a UNION ALL TABLE b;

-- name: Derived :many
SELECT t.note FROM (TABLE b) AS t;
