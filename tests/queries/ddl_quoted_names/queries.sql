-- name: Mixed :many
SELECT "Id", "order", "a""b", LOWER_of_UPPER FROM "Mixed Case";

-- name: Folded :many
SELECT id, "K", 'A'::"Kind Of" AS k FROM FOLDED;

-- name: Long :many
SELECT * FROM a_name_that_is_much_longer_than_the_sixty_three_bytes_that_a_name_can_have;
