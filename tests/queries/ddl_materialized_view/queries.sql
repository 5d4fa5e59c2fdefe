-- name: ByShop :one
SELECT * FROM by_shop WHERE shop = $1;

-- name: Best :many
SELECT * FROM best;
