-- name: States :many
SELECT customer_id, GROUP_CONCAT(DISTINCT state ORDER BY state DESC SEPARATOR ', ') AS states FROM orders GROUP BY customer_id;

-- name: Several :one
SELECT GROUP_CONCAT(id, ':', total ORDER BY id, total DESC SEPARATOR '|') AS list FROM orders WHERE customer_id = ?;

-- name: Remarks :many
SELECT customer_id, GROUP_CONCAT(remark SEPARATOR '') AS remarks FROM orders GROUP BY customer_id;
