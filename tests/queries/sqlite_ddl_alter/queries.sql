-- name: Items :many
SELECT * FROM items WHERE name = @name;
