-- name: Add :exec
INSERT INTO shouted (loud) VALUES (@loud);
