-- name: Odd :many
SELECT * FROM "Odd Names";

-- name: OddOnes :many
SELECT o.* FROM "Odd Names" AS o;
