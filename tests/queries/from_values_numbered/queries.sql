-- name: Unnamed :many
SELECT column1, column2 FROM (VALUES (1, 2.5), (2, 3)) AS v;
