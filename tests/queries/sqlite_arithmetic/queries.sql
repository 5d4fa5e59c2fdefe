-- name: Numbers :many
SELECT age + 1 AS whole, age + 1.5 AS part, age / 2 AS half, age / id AS by_column, age % 3 AS rest, -score AS minus, +name AS plus, ~id AS bits, id << 2 AS shifted FROM users;

-- name: Texts :many
SELECT name + 1 AS sum, name * 1.0 AS product, -name AS minus, email || id AS joined FROM users;

-- name: ByZero :many
SELECT id / 0 AS a, id % 0 AS b, id / 2 AS c, id / 0.5 AS d FROM users;
