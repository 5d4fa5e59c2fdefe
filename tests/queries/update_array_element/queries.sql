-- name: Cell :one
UPDATE boards SET cells[@at] = @value WHERE id = @id RETURNING cells;

-- name: Several :exec
UPDATE boards SET cells[1] = 0, cells[2] = @second, names[1:2] = @names WHERE id = @id;

-- name: Deep :exec
UPDATE boards SET cells[1][2] = 3 WHERE id = @id;
