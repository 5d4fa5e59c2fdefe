-- name: JsonTable :many
SELECT a.id, jt.n, jt.name
FROM authors a, JSON_TABLE(a.meta, '$[*]' COLUMNS (n FOR ORDINALITY, name VARCHAR(50) PATH '$.name')) AS jt;
