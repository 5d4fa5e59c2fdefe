-- name: Mixed :many
SELECT CASE WHEN age > 3 THEN 'old' ELSE age END AS any, CASE WHEN active THEN 1 ELSE 2.5 END AS number, CASE age WHEN 1 THEN 'one' END AS word FROM users;

-- name: Iif :many
SELECT iif(age > 3, 'old', 'young') AS a, iif(active, name) AS b, iif(age > 3, 1, age < 0, 2, 3) AS c, if(active, 1, 0) AS d FROM users;
