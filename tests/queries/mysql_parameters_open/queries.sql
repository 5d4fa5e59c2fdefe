-- name: Search :many
SELECT id, total FROM orders WHERE (? IS NULL OR state = ?) AND (? = 0 OR total > ?) AND remark <=> ?;

-- name: Shown :one
SELECT ? AS word, ? + 1 AS number, ? IS NOT NULL AS given, CAST(? AS DATE) AS day;

-- name: Sorted :many
SELECT id FROM orders WHERE customer_id = ?
ORDER BY CASE WHEN ? = 'total' THEN total END DESC, CASE WHEN ? = 'placed' THEN placed END, id;
