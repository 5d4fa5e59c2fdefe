-- name: Dates :many
SELECT TIMESTAMPDIFF(YEAR, born, CURDATE()) AS age, DATEDIFF(NOW(), created_at) AS days, DATE_FORMAT(created_at, '%Y-%m') AS ym, YEAR(born) AS y, EXTRACT(MONTH FROM born) AS m, UNIX_TIMESTAMP(created_at) AS u FROM authors;
