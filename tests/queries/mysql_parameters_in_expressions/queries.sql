-- name: Everywhere :many
SELECT id, total * ? AS a, ? + customer_id AS b, CASE WHEN total > ? THEN ? ELSE remark END AS c, COALESCE(?, remark) AS d,
  IF(?, 1, 2) AS e, CONCAT(?, remark) AS f, ROUND(total, ?) AS g, DATE_FORMAT(placed, ?) AS h, NULLIF(remark, ?) AS i
FROM orders WHERE DATE(placed) = ? AND YEAR(placed) = ? AND remark LIKE ? ESCAPE '!' AND id NOT IN (?, ?) AND placed > ? - INTERVAL ? DAY
ORDER BY total + ? LIMIT ?;
