-- name: Marks :many
SELECT id FROM users WHERE age > ? AND name = ?;

-- name: Numbers :many
SELECT id FROM users WHERE name = ?2 AND age > ?1 OR email = ?2;

-- name: Names :many
SELECT id FROM users WHERE name = :name AND age > @age AND email = $email;

-- name: OpenOne :many
SELECT ? AS value, id FROM users WHERE ?1 IS NULL OR name = ?1;
