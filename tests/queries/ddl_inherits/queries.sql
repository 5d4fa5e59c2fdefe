-- name: Cats :many
SELECT * FROM cats;

-- name: Animals :many
SELECT * FROM animals;

-- name: Dogs :many
SELECT * FROM dogs;
