-- name: Star :many
SELECT * FROM vaults;

-- name: Named :many
SELECT id, secret FROM vaults;

-- name: Add :exec
INSERT INTO vaults VALUES (?, ?);

-- name: AddAll :exec
INSERT INTO vaults (id, name, secret) VALUES (?, ?, ?);
