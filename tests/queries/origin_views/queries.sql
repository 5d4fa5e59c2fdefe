-- name: Through :many
SELECT loud FROM shouts;

-- name: Deeper :many
SELECT one, lower(other) AS quiet FROM pairs;
