-- name: Columns :many
SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info('users');

-- name: Tables :many
SELECT m.name AS tbl, c.name AS col FROM sqlite_schema AS m JOIN pragma_table_info(m.name) AS c WHERE m.type = 'table';

-- name: Version :one
SELECT user_version FROM pragma_user_version;
