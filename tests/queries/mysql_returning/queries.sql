-- name: Returning :many
INSERT INTO authors (name) VALUES (?) RETURNING id, name;

-- name: Returning2 :many
DELETE FROM authors WHERE id = ? RETURNING name, bio;
