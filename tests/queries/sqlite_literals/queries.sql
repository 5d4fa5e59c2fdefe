-- name: Literals :one
SELECT 1 AS a, 1.5 AS b, 'x' AS c, x'00ff' AS d, 0x1F AS e, 1_000 AS f, 1e3 AS g, TRUE AS h, NULL AS i, CURRENT_DATE AS j, CURRENT_TIMESTAMP AS k, -9 AS l;
