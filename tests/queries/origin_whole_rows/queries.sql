-- name: Json :many
SELECT to_jsonb(u) AS body FROM users AS u;

-- name: Field :many
SELECT (u).secret AS shown FROM users AS u;

-- name: Keys :many
SELECT e.key FROM users AS u, jsonb_each(to_jsonb(u)) AS e;
