-- name: Place :one
INSERT INTO users (id, name) VALUES (@id, @name) RETURNING ctid, tableoid, id;

-- name: Version :one
UPDATE users SET name = @name WHERE id = @id RETURNING xmin, users.xmax;
