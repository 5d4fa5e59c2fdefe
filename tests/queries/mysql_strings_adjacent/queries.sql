-- name: Strings :one
SELECT 'a' 'b' AS a, "dq" AS b, 'it''s' AS c, 'it\'s' AS d, "say ""x""" AS e, 'tab\tend' AS f, "it's" AS g, 'a' "b" AS h;

-- name: Compared :many
SELECT id FROM customers WHERE email = "x@y" AND name LIKE 'a\_%' AND note LIKE '%!%' ESCAPE '!';
