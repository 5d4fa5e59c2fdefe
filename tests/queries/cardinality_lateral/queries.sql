-- name: Circle :many
SELECT u.id FROM users AS u, LATERAL (SELECT u.id AS x LIMIT 1) AS l WHERE u.id = l.x;

-- name: Function :many
SELECT u.id FROM users AS u, abs(u.id) AS a WHERE u.id = a;

-- name: Fixed :one
SELECT u.id, l.x FROM users AS u, LATERAL (SELECT u.score AS x LIMIT 1) AS l WHERE u.id = @id;
