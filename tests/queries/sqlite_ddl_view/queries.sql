-- name: Adults :many
SELECT * FROM adults WHERE user_id = @user_id;

-- name: Names :many
SELECT name FROM names;
