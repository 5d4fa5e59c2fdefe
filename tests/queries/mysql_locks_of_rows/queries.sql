-- name: Change :one
SELECT id, state FROM orders WHERE id = ? FOR UPDATE;

-- name: Queue :many
SELECT id FROM orders WHERE state = 'open' ORDER BY id LIMIT 3 FOR UPDATE SKIP LOCKED;

-- name: Shared :many
SELECT id FROM orders LOCK IN SHARE MODE;

-- name: NoWait :many
SELECT id FROM orders FOR UPDATE NOWAIT;
