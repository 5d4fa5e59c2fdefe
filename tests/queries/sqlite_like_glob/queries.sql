-- name: Matches :many
SELECT name LIKE 'a%' AS a, email NOT LIKE @pattern AS b, name GLOB 'a*' AS c, name NOT GLOB 'a*' AS d, name LIKE 'a!%' ESCAPE '!' AS e FROM users;

-- name: Search :many
SELECT id, email FROM users WHERE email LIKE '%' || @part || '%';
