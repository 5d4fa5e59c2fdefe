-- name: Flags :many
SELECT active, NOT active AS off, active = TRUE AS yes, active IS FALSE AS no, age > 3 AS old, age AND score AS both FROM users;

-- name: Toggle :one
UPDATE users SET active = NOT active WHERE id = @id RETURNING active;

-- name: Condition :many
SELECT id FROM users WHERE active AND age;
