-- name: Cats :many
SELECT * FROM cats;

-- name: Animals :many
SELECT * FROM animals;

-- name: Dogs :many
SELECT * FROM dogs;

-- name: ByKey :one
SELECT name FROM animals WHERE id = $1;

-- name: CatByKey :many
SELECT name FROM cats WHERE id = $1;
