-- name: Tables :many
SELECT type, name, tbl_name, rootpage, sql FROM sqlite_schema WHERE type = @type;

-- name: Old :many
SELECT name FROM sqlite_master;
