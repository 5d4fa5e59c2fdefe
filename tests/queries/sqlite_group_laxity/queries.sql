-- name: ByAlias :many
SELECT substr(name, 1, 1) AS letter, count(*) AS n FROM users GROUP BY letter ORDER BY n DESC, letter;

-- name: ByNumber :many
SELECT active, age, count(*) AS n FROM users GROUP BY 1, 2 HAVING count(*) > @least;

-- name: HavingAlone :opt
SELECT count(*) AS n FROM users HAVING count(*) > 3;
