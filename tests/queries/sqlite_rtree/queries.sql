-- name: Inside :many
SELECT id, min_x, max_y, label FROM places WHERE min_x >= @left AND max_x <= @right;

-- name: Get :one
SELECT * FROM places WHERE id = @id;
