-- name: Hinted :many
SELECT o.id
FROM orders o FORCE INDEX FOR JOIN (PRIMARY) JOIN customers c USE INDEX () IGNORE INDEX FOR ORDER BY (uq_email) ON c.id = o.customer_id;

-- name: Used :many
SELECT id FROM orders USE KEY (ix_customer) WHERE customer_id = ?;

-- name: Written :exec
UPDATE orders FORCE INDEX (PRIMARY) SET remark = ? WHERE id = ?;
