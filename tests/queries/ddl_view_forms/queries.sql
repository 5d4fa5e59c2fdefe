-- name: Named :many
SELECT * FROM named;

-- name: Depths :many
SELECT * FROM depths;

-- name: Overview :many
SELECT * FROM overview;
