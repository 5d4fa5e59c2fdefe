-- name: Derived :many
SELECT x.n FROM (SELECT COUNT(*) AS n FROM books) x;

-- name: Derived2 :many
SELECT x.a FROM (SELECT 1 AS a UNION SELECT 2) AS x;
