-- name: Pairs :many
SELECT id FROM users WHERE (name, age) = (@name, @age) OR (id, age) IN (VALUES (1, 2), (3, 4));

-- name: After :many
SELECT id, (age, id) > (3, 1) AS later FROM users WHERE (age, id) > (@age, @id) ORDER BY age, id;

-- name: Set :exec
UPDATE users SET (name, age) = (@name, @age) WHERE id = @id;

-- name: SetSelect :exec
UPDATE users SET (name, age) = (SELECT email, id FROM users AS other WHERE other.id = users.id + 1);

-- Wherever values are compared, also one by one.
-- name: Compared :many
SELECT id, CASE (id, age) WHEN (1, 2) THEN 'one' ELSE 'other' END AS which
FROM users WHERE (id, age) BETWEEN (1, 0) AND (5, 9) OR ((id, age)) IS NOT (1, 2) OR (id, age) IN ((1, 2), (3, 4));

-- name: SetOne :exec
UPDATE users SET (name) = (@name) WHERE id = @id;
