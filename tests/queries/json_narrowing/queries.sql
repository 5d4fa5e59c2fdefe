-- What a condition says of a path holds for the same path.
-- name: Named :many
SELECT data ->> 'a' AS a, data -> 'age' AS age FROM docs WHERE data ->> 'a' IS NOT NULL;

-- name: Found :many
SELECT extra FROM docs WHERE extra ->> 'a' = @name;
