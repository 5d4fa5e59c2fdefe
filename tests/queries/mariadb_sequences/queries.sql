-- name: Values :one
SELECT NEXT VALUE FOR numbers AS a, NEXTVAL(numbers) AS b, LASTVAL(others) AS c, PREVIOUS VALUE FOR others AS d, SETVAL(numbers, 5) AS e;

-- name: Add :exec
INSERT INTO invoices (number, note) VALUES (NEXT VALUE FOR numbers, ?);

-- name: Usual :exec
INSERT INTO invoices (note) VALUES (?);

-- name: Read :many
SELECT number, note FROM invoices;
