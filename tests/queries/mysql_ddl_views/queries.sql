-- name: Adults :many
SELECT * FROM adults WHERE id = ?;

-- name: Counted :many
SELECT name, number FROM counted WHERE number > ?;

-- name: Again :many
SELECT * FROM changed;

-- name: Through :exec
UPDATE adults SET name = ? WHERE id = ?;

-- name: Into :exec
INSERT INTO adults (id, name, born) VALUES (?, ?, ?);

-- name: Gone :exec
DELETE FROM adults WHERE name = ?;
