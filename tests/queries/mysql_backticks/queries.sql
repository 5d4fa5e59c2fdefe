-- name: Backticks :many
SELECT SUM(price) AS `sum`, `a`.`name`
FROM `books` AS `b` JOIN `authors` AS `a` ON `a`.`id` = `b`.`author_id`
GROUP BY `a`.`name`;
