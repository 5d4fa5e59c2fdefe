-- name: Rows :many
SELECT c.id, j.n, j.v, j.has
FROM customers c, JSON_TABLE(c.prefs, '$[*]' COLUMNS (
  n FOR ORDINALITY, v VARCHAR(20) PATH '$.v' DEFAULT 'x' ON EMPTY NULL ON ERROR, has INT EXISTS PATH '$.h'
)) AS j;

-- name: Nested :many
SELECT j.name, j.tag FROM JSON_TABLE(?, '$[*]' COLUMNS (name VARCHAR(20) PATH '$.name', NESTED PATH '$.tags[*]' COLUMNS (tag TEXT PATH '$'))) AS j;
