-- name: Quoted :many
SELECT `o`.`id` AS `order id`, o.state 'the state', o.total AS "total of it" FROM `orders` `o` ORDER BY `order id`;
