-- A part of a blob without bytes is NULL; a part of an empty text is an empty text.
-- name: Parts :many
SELECT substr(data, 1, 4) AS head, substr(name, 1, 4) AS short, hex(data) AS shown FROM files;
