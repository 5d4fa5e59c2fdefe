-- name: Values :many
VALUES (1, 'a'), (2, NULL);

-- name: Named :many
SELECT column1 AS n, column2 AS word FROM (VALUES (1, 'a'), (2, 'b'));

-- name: Where :opt
SELECT 1 AS one WHERE @go > 0;
