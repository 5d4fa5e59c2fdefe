-- name: Tests :many
SELECT id, (paid IS NULL) IS TRUE AS a, remark IS NOT NULL AS b, (total > 1) IS NOT FALSE AS c, (total > ?) IS UNKNOWN AS d,
  NOT (remark <=> ?) AS e, state IS TRUE AS f, ISNULL(paid) AS g, TRUE AS h, total BETWEEN 1 AND 2 AS i
FROM orders;
