-- name: Loose :many
SELECT * FROM loose;

-- name: Tight :many
SELECT * FROM tight;

-- name: InStrict :many
SELECT * FROM strict;

-- name: Pair :many
SELECT * FROM pair;

-- name: Quirk :many
SELECT * FROM quirk;
