-- name: Beside :many
SELECT name, count(*) FILTER (WHERE secret IS NOT NULL) AS known, min(secret) AS first FROM users GROUP BY name;

-- name: Windows :many
SELECT id, rank() OVER (PARTITION BY name ORDER BY secret) AS place FROM users;

-- name: Cases :many
SELECT CASE WHEN secret IS NULL THEN 'none' ELSE name END AS shown, id IN (SELECT id FROM users WHERE secret = 'x') AS member FROM users;

-- name: Filtered :many
SELECT name FROM users WHERE secret = @secret ORDER BY secret;

-- name: Named :many
SELECT id, row_number() OVER w AS place, count(*) OVER (w ROWS 1 PRECEDING) AS n FROM users WINDOW w AS (ORDER BY secret);
