-- name: Some :many
SELECT * FROM readings PARTITION (old, rest) WHERE day > ?;

-- name: Add :exec
INSERT INTO readings (id, day, number) VALUES (?, ?, ?);

-- name: Hashed :many
SELECT * FROM buckets;
