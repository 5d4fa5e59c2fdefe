-- name: Shared :many
SELECT id FROM orders FOR SHARE;

-- name: OfOne :many
SELECT o.id FROM orders o JOIN customers c ON c.id = o.customer_id FOR UPDATE OF o SKIP LOCKED;
