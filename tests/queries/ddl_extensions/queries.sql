-- name: ByEmail :one
SELECT id, email FROM users WHERE email = $1;

-- name: Search :many
SELECT email, similarity(password, $1) AS near, uuid_generate_v4() AS fresh FROM users WHERE password % $1;

-- name: Login :many
SELECT id FROM users WHERE password = crypt($1, password);

-- name: Attributes :many
SELECT attributes -> 'a' AS a, attributes ? 'b' AS has_b, akeys(attributes) AS keys FROM users;

-- name: Below :many
SELECT path, nlevel(path) AS level FROM users WHERE path <@ $1;

-- name: Add :one
INSERT INTO users (email, password) VALUES ($1, crypt($2, gen_salt('bf'))) RETURNING email, lower(email::text) AS low;

-- name: Compare :many
SELECT email = 'x' AS same, email LIKE 'a%' AS likes, email || 'x' AS more, max(email) OVER () AS last FROM users;
