-- An array of a column may hold NULL.
-- name: OfColumn :many
SELECT u.id, tag FROM users AS u, unnest(u.tags) AS tag;

-- name: Counted :many
SELECT u.id, t.tag, t.nr FROM users AS u CROSS JOIN LATERAL unnest(u.tags) WITH ORDINALITY AS t(tag, nr);

-- The shorter of two is filled with NULL.
-- name: SideBySide :many
SELECT t.a, t.b, t.nr FROM unnest(ARRAY[1, 2], ARRAY['x']) WITH ORDINALITY AS t(a, b, nr);

-- Nothing in it is NULL.
-- name: WrittenOut :many
SELECT n FROM unnest(ARRAY[1, 2, 3]) AS n;

-- name: Kept :many
SELECT u.id, tag FROM users AS u LEFT JOIN unnest(u.tags) AS tag ON true;
