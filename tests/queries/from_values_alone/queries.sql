-- name: Alone :many
VALUES (1, 'a'), (2, 'b') ORDER BY column1 DESC LIMIT 1;
