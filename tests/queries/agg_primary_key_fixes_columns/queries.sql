-- A group by a primary key fixes the other columns of its table.
-- name: Staff :many
SELECT b.id, b.name, b.nick, count(p.id) AS staff
FROM people b LEFT JOIN people p ON p.boss_id = b.id GROUP BY b.id;

-- name: All :many
SELECT b.*, max(p.age) AS oldest FROM people b JOIN people p ON p.boss_id = b.id GROUP BY b.id;
