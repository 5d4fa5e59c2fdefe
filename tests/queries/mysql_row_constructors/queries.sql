-- name: Row :many
SELECT order_id FROM order_lines WHERE ROW(order_id, line_no) = ROW(?, ?) OR (order_id, line_no) > (?, ?);

-- name: InRows :many
SELECT order_id FROM order_lines WHERE (order_id, line_no) IN ((1, 2), (?, ?)) AND ROW(order_id, sku) IN (ROW(3, ?));

-- name: InQuery :many
SELECT order_id FROM order_lines WHERE (order_id, sku) NOT IN (SELECT id, remark FROM orders);
