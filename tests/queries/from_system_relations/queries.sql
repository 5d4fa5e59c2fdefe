-- The catalog needs no schema: it is searched first.
-- name: Tables :many
SELECT c.relname, c.reltuples, c.relkind, n.nspname, c.relacl
FROM pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r';

-- The information schema must be named; its domains stand by their base types.
-- name: Columns :many
SELECT table_name, column_name, ordinal_position, is_nullable
FROM information_schema.columns
WHERE table_schema = @schema AND table_name = 'books';

-- name: Activity :many
SELECT pid, usename, state, query_start, client_addr FROM pg_stat_activity WHERE datname = current_database();

-- name: Comment :one
SELECT d.description, b.count
FROM pg_description d, (SELECT count(*) FROM books) b
WHERE d.objoid = 'books'::regclass AND d.objsubid = 0 AND d.classoid = 'pg_class'::regclass;
