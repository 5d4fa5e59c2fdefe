-- name: Written :one
SELECT ARRAY[1, 2.5] AS numbers, ARRAY[[1, 2], [3, 4]] AS matrix, ARRAY[]::text[] AS nothing, ARRAY[1, NULL] AS holes;

-- name: OfRows :many
SELECT id, ARRAY(SELECT other.name FROM users AS other WHERE other.id > users.id) AS names FROM users;

-- name: Joined :many
SELECT tags || 'x'::text AS more, 'x'::text || tags AS before, tags || tags AS twice, array_append(scores, 1) AS appended FROM users;

-- name: Unpacked :many
SELECT n FROM (SELECT array_agg(name) AS names FROM users) AS s, unnest(s.names) AS n;
