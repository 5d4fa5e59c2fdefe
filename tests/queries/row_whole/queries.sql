-- name: Itself :many
SELECT u FROM users AS u;

-- name: AsJson :many
SELECT row_to_json(u) AS one, to_jsonb(u.*) AS other, u::text AS text FROM users AS u;

-- name: Counted :one
SELECT count(u) AS n, count(u.*) AS same FROM users AS u;

-- name: Optional :many
SELECT p.title, u AS author, (u).name FROM posts AS p LEFT JOIN users AS u ON u.id = p.user_id;

-- name: There :many
SELECT p.title, u.name, u.email FROM posts AS p LEFT JOIN users AS u ON u.id = p.user_id WHERE u IS NOT NULL;

-- name: Collected :many
SELECT u.id, json_agg(p) AS posts, array_agg(p) AS rows FROM users AS u JOIN posts AS p ON p.user_id = u.id GROUP BY u.id;
