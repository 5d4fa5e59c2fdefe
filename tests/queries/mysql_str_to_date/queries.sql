-- name: Formats :many
SELECT STR_TO_DATE(remark, '%Y-%m-%d') AS a, STR_TO_DATE(remark, '%H:%i') AS b, STR_TO_DATE(remark, '%Y-%m-%d %T') AS c,
  STR_TO_DATE(remark, state) AS d, STR_TO_DATE(?, '%d.%m.%Y') AS e
FROM orders;

-- name: Written :exec
UPDATE orders SET placed = STR_TO_DATE(?, '%Y-%m-%d %H:%i:%s') WHERE id = ?;
