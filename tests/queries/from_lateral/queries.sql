-- name: Latest :many
SELECT a.id, l.word FROM a CROSS JOIN LATERAL (SELECT b.word FROM b WHERE b.x = a.x ORDER BY b.id DESC LIMIT 1) AS l;

-- name: Optional :many
SELECT a.id, l.word FROM a LEFT JOIN LATERAL (SELECT b.word FROM b WHERE b.x = a.x LIMIT 1) AS l ON true;

-- An aggregate without GROUP BY gives its row always.
-- name: Aggregated :many
SELECT a.id, l.n, l.top FROM a LEFT JOIN LATERAL (SELECT count(*) AS n, max(b.word) AS top FROM b WHERE b.x = a.x) AS l ON true;

-- name: RowsOfValues :many
SELECT a.id, v.k FROM a, LATERAL (VALUES (a.id), (a.x)) AS v(k);
