-- name: Tuple :one
UPDATE users SET (first, last) = (@first, @last) WHERE id = @id RETURNING first, last;

-- name: Row :exec
UPDATE users SET (first, score) = ROW(@first, DEFAULT), last = NULL WHERE id = @id;

-- name: Subselect :many
UPDATE users SET (first, last) = (SELECT p.first, p.last FROM people AS p WHERE p.id = users.id) RETURNING first, last;

-- name: Default :exec
UPDATE users SET score = DEFAULT WHERE id = @id;
