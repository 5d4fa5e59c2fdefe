-- name: Between :many
SELECT age BETWEEN 1 AND 5 AS plain, id BETWEEN SYMMETRIC 5 AND @least AS symmetric, id NOT BETWEEN 1 AND 2 AS outside,
  age IS DISTINCT FROM 3 AS other, age IS NOT DISTINCT FROM @age AS same, (age > 3) IS TRUE AS surely, (age > 3) IS UNKNOWN AS unknown
FROM people;
