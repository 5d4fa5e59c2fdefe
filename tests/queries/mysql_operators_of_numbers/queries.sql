-- name: Numbers :many
SELECT id DIV 2 AS a, id MOD 2 AS b, id % 2 AS c, MOD(id, 3) AS d, total / 2 AS e, -total AS f, id XOR 1 AS g, id && 1 AS h,
  id || 0 AS i, !id AS j, NOT id AS k, ~id AS l, id & 1 AS m, id | 1 AS n, id ^ 1 AS o, id << 1 AS p, id >> 1 AS q,
  `id`DIV 2 AS r, 5 MOD 2 AS s, (id) MOD 3 AS t
FROM orders;

-- name: Conditions :many
SELECT id FROM orders WHERE id MOD 2 = 0 && (total > ? XOR paid IS NULL) || NOT customer_id DIV ?;
