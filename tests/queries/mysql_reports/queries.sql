-- name: Buyers :many
SELECT c.id, COALESCE(SUM(o.total), 0) AS spent, IFNULL(MAX(o.placed), c.created_at) AS latest, COUNT(o.id) AS number
FROM customers c LEFT JOIN orders o ON o.customer_id = c.id AND o.state <> 'open'
GROUP BY c.id ORDER BY spent DESC LIMIT 20;

-- name: Hours :many
SELECT DATE(placed) AS d, HOUR(placed) AS h, COUNT(DISTINCT customer_id) AS people, SUM(IF(state = 'paid', total, 0)) AS paid_total,
  SUM(CASE WHEN state = 'open' THEN 1 ELSE 0 END) AS open_count, SUM(state = 'sent') AS sent_count
FROM orders GROUP BY d, h;

-- name: Days :many
SELECT d.day, IFNULL(SUM(o.total), 0) AS sum
FROM (SELECT CURDATE() AS day UNION ALL SELECT CURDATE() - INTERVAL 1 DAY UNION ALL SELECT CURDATE() - INTERVAL 2 DAY) d
LEFT JOIN orders o ON DATE(o.placed) = d.day GROUP BY d.day;

-- name: Months :many
WITH firsts AS (SELECT customer_id, MIN(placed) AS first FROM orders GROUP BY customer_id),
  months AS (SELECT DATE_FORMAT(first, '%Y-%m') AS m, COUNT(*) AS n FROM firsts GROUP BY m)
SELECT m, n, SUM(n) OVER (ORDER BY m) AS running, n / SUM(n) OVER () AS share, LAG(n, 1) OVER (ORDER BY m) AS before_it FROM months;

-- name: Together :many
SELECT a.sku, b.sku AS other, COUNT(*) AS together FROM order_lines a JOIN order_lines b ON a.order_id = b.order_id AND a.sku < b.sku
GROUP BY a.sku, b.sku HAVING together > ? ORDER BY together DESC;
