-- name: Ranks :many
SELECT * FROM ranks;

-- name: Pairs :many
SELECT * FROM pairs;

-- name: Counted :many
SELECT * FROM counted;
