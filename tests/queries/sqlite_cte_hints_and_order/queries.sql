-- name: Hinted :many
WITH old AS MATERIALIZED (SELECT id, name FROM users WHERE age > 60), young AS NOT MATERIALIZED (SELECT id FROM users WHERE age < 20) SELECT old.name, young.id FROM old LEFT JOIN young ON young.id = old.id;

-- name: Ahead :many
WITH a AS (SELECT x FROM b), b AS (SELECT 1 AS x) SELECT x FROM a;
