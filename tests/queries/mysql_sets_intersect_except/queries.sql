-- name: Both :many
SELECT id FROM customers INTERSECT SELECT customer_id FROM orders;

-- name: Without :many
SELECT id, name FROM customers EXCEPT SELECT customer_id, remark FROM orders;

-- name: Parenthesised :many
(SELECT id, email FROM customers ORDER BY id LIMIT 1) UNION ALL (SELECT id, remark FROM orders LIMIT 2) ORDER BY 1 LIMIT ?;
