-- name: Homes :many
SELECT id, home, places FROM people;

-- name: Move :exec
UPDATE people SET home = $1, places = $2 WHERE id = $3;
