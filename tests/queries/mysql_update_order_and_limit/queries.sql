-- name: First :execrows
UPDATE orders SET state = 'paid', paid = NOW() WHERE state = ? ORDER BY placed DESC, id LIMIT 10;

-- name: Counted :execrows
UPDATE orders SET state = ?, remark = NULL WHERE customer_id = ? ORDER BY placed LIMIT ?;

-- name: Ignored :exec
UPDATE LOW_PRIORITY IGNORE customers SET email = LOWER(email), parent_id = ? WHERE id IN (sqlc.slice('ids'));
