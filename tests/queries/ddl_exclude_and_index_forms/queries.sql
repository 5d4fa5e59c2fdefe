-- name: ByCode :one
SELECT id FROM rooms WHERE code = $1;

-- name: ByKind :one
SELECT span FROM rooms WHERE kind = $1;
