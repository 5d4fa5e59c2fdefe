-- An operator or function by its schema.
-- name: Qualified :many
SELECT id OPERATOR(pg_catalog.+) 1 AS next, pg_catalog.lower(name) AS low, name OPERATOR(pg_catalog.~) 'a' AS matches FROM people;
