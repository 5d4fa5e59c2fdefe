-- name: Integers :many
SELECT id FROM a UNION ALL SELECT id FROM b;

-- name: Texts :many
SELECT note FROM a UNION SELECT note FROM b ORDER BY note;

-- name: Literals :many
SELECT 1 AS n UNION SELECT 2.5 UNION SELECT NULL;

-- name: Open :many
SELECT 'a' AS word UNION ALL SELECT NULL;

-- name: Param :many
SELECT id FROM a UNION SELECT @id;
