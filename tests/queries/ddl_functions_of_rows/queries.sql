-- name: Users :many
SELECT u.id, u.name FROM all_users() u;

-- name: Numbers :many
SELECT n, numbers(2) AS again FROM numbers($1) AS n;

-- name: Tab :many
SELECT t.*, o.total, o.word FROM tab(3) t CROSS JOIN LATERAL outs(t.id) o;

-- name: Star :many
SELECT * FROM one_out(), pairs();

-- name: Loose :many
SELECT l.a, l.b FROM loose() AS l(a int, b text);

-- name: InSchema :many
SELECT only_one FROM app.tab();
