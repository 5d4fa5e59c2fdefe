-- name: Event :one
SELECT * FROM events WHERE id = $1 AND at = $2;

-- name: OfYear :one
SELECT kind, payload FROM events_2024 WHERE id = $1 AND at = $2;

-- name: Rest :many
SELECT * FROM events_rest;

-- name: Detached :many
SELECT * FROM events_2025;
