-- name: Rollup :many
SELECT town, sum(amount) AS total FROM orders GROUP BY ROLLUP (town);

-- name: AsValue :many
SELECT o.id, (SELECT count(*) FROM orders i WHERE i.town = o.town GROUP BY CUBE (i.town) LIMIT 1 OFFSET 2) AS third FROM orders o;

-- name: GroupedByNothing :one
SELECT count(*) AS all_of_them FROM orders GROUP BY ();
