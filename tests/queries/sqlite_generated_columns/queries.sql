-- name: All :many
SELECT * FROM boxes WHERE area > @area;

-- name: Add :one
INSERT INTO boxes (width, height) VALUES (@width, @height) RETURNING area, label;

-- name: AddAll :exec
INSERT INTO boxes VALUES (@width, @height);
