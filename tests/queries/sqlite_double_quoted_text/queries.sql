-- name: Typo :many
SELECT "nothing" AS word, "name" AS name FROM users WHERE name = "Ada";
