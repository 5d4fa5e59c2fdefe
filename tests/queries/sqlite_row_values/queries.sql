-- name: Pairs :many
SELECT id FROM users WHERE (name, age) = (@name, @age) OR (id, age) IN (VALUES (1, 2), (3, 4));

-- name: After :many
SELECT id, (age, id) > (3, 1) AS later FROM users WHERE (age, id) > (@age, @id) ORDER BY age, id;

-- name: Set :exec
UPDATE users SET (name, age) = (@name, @age) WHERE id = @id;

-- name: SetSelect :exec
UPDATE users SET (name, age) = (SELECT email, id FROM users AS other WHERE other.id = users.id + 1);
