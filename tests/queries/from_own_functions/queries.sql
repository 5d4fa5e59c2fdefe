-- What is in a function is not known: each of its columns can be NULL.
-- name: Rows :many
SELECT k.id, k.name FROM known() AS k;

-- name: Table :many
SELECT p.a, p.b, p.nr FROM pairs(@n) WITH ORDINALITY AS p(a, b, nr);

-- name: Values :many
SELECT users.id, n FROM users, numbers(users.id) AS n;

-- A function of a row, by a dot.
-- name: Dot :many
SELECT u.shout, shout(u) AS same FROM users AS u;

-- name: Padded :many
SELECT numbers(4) AS n, unnest(ARRAY[1, 2]) AS m;
