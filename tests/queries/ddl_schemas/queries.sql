-- name: Public :many
SELECT * FROM users;

-- name: App :many
SELECT * FROM app.users;

-- name: Joined :many
SELECT u.feels, e.c, app.users.id FROM history.entries e JOIN app.users ON app.users.id = e.user_id JOIN app.users u ON u.id = e.id;

-- name: Cast :one
SELECT 'good'::history.mood AS mood, $1::history.code AS code, (SELECT count(*) FROM app.moving) AS n;
