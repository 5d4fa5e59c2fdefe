-- name: AnyOfParam :many
SELECT name FROM users WHERE id = ANY(@ids::int[]);

-- name: NoneOfParam :many
SELECT name FROM users WHERE id <> ALL(@ids);

-- name: AnyOfColumn :many
SELECT name FROM users WHERE @tag = ANY(tags);

-- name: AsValue :many
SELECT 'x' = ANY(tags) AS tagged, id = ANY(ARRAY[1, 2]) AS listed, id > ALL(SELECT other.id FROM users AS other) AS top FROM users;

-- name: Patterns :many
SELECT name FROM users WHERE name LIKE ANY(ARRAY['a%', 'b%']) AND name NOT ILIKE ALL(@patterns::text[]);
