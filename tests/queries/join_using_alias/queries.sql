-- name: Merged :many
SELECT j.x, a.note, b.word FROM a JOIN b USING (x) AS j;

-- name: Twice :many
SELECT j.x, k.id FROM a JOIN b USING (x) AS j JOIN c USING (word) AS l JOIN (SELECT 1 AS id) AS d ON true CROSS JOIN (SELECT 2 AS id) AS k WHERE j.x > 0;
