-- name: Move :one
UPDATE people SET home.street = @street, home.number = @number WHERE id = @id RETURNING (home).street;

-- name: Second :exec
UPDATE people SET others[2].street = @street WHERE id = @id;

-- name: Whole :exec
INSERT INTO people (id, home) VALUES (@id, ROW(@street, @number));
