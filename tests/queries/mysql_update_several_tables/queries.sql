-- name: Joined :execrows
UPDATE orders o JOIN customers c ON c.id = o.customer_id SET o.remark = c.name, c.level = c.level + 1 WHERE o.id = ?;

-- name: LeftJoined :execrows
UPDATE customers c LEFT JOIN orders o ON o.customer_id = c.id SET c.active = 0 WHERE o.id IS NULL;

-- name: Commas :execrows
UPDATE orders, customers SET orders.remark = ?, customers.name = ? WHERE orders.customer_id = customers.id AND orders.id = ?;

-- name: Derived :execrows
UPDATE products p JOIN (SELECT sku, SUM(quantity) AS sold FROM order_lines GROUP BY sku) s ON s.sku = p.sku
SET p.stock = p.stock - s.sold;
