-- name: Cast :one
SELECT @word::text AS word, sqlc.arg(n)::int AS n, sqlc.narg('m')::int[] AS m, CAST(@day AS date) AS day;

-- name: Among :many
SELECT id FROM authors WHERE id = ANY(@ids::bigint[]);

-- name: Limited :many
SELECT id FROM authors WHERE name LIKE @prefix::text || '%' LIMIT @most::int;
