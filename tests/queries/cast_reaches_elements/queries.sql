-- A cast of ARRAY[..] is one of each of its elements.
-- name: Casts :many
SELECT ARRAY[@a]::integer[] AS numbers, ARRAY[1, @b]::text[] AS texts, ARRAY[[1, 2], [3, @c]]::bigint[] AS table_of
FROM items WHERE tags @> ARRAY[@tag]::text[];
