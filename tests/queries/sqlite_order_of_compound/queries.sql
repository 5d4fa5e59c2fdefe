-- name: ByExpression :many
SELECT lower(name) FROM users UNION SELECT title FROM posts ORDER BY lower(name);

-- name: ByOtherArm :many
SELECT name AS a FROM users UNION ALL SELECT title AS b FROM posts ORDER BY b DESC;
