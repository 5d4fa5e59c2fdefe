-- name: AnyValue :many
SELECT kind, ANY_VALUE(name) AS example, BIN_TO_UUID(UUID_TO_BIN(UUID())) AS u
FROM authors
GROUP BY kind;
