-- name: Empty :exec
TRUNCATE TABLE authors RESTART IDENTITY CASCADE;

-- name: Wake :exec
NOTIFY news, 'hello';

-- name: Hear :exec
LISTEN news;

-- name: Tell :exec
SELECT pg_notify('news', $1);

-- name: Lock :exec
LOCK TABLE authors IN SHARE MODE;
