-- name: CountByCondition :many
SELECT SUM(active = 1) AS on_, SUM(IF(kind = 'a', 1, 0)) AS a, COUNT(NULLIF(kind, 'a')) AS b
FROM authors;
