-- name: T :many
SELECT app.double(id) AS d, lower(id) AS n, lower(name) AS s, pg_catalog.lower(name) AS p FROM t;
